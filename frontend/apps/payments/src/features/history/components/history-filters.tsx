import { Choice, Day, Toolbar } from '@shopmesh/ui/work';
import { STATUS_WORDS } from '../../../shared/words';

const STATUSES = { '': 'Any', ...STATUS_WORDS };
const TYPES = { '': 'Anything', checkout: 'Orders', request: 'Requests' };

interface HistoryFiltersProps {
  filters: Readonly<Record<'status' | 'type' | 'from' | 'to', string>>;
  change: (changes: Record<string, string>) => void;
}

export const HistoryFilters = ({ filters, change }: HistoryFiltersProps) => (
  <Toolbar>
    <Choice label="Status" value={filters.status} options={STATUSES} onChange={(status) => change({ status })} />
    <Choice label="For" value={filters.type} options={TYPES} onChange={(type) => change({ type })} />
    <Day label="From" value={filters.from} onChange={(from) => change({ from })} />
    <Day label="To" value={filters.to} onChange={(to) => change({ to })} />
  </Toolbar>
);
