import { Choice, Day, Toolbar } from '@shopmesh/ui/work';
import { CURRENCIES } from '../../../shared/money';
import { GROUPINGS } from '../model/labels';
import { lastDays, PERIODS, periodOf } from '../model/period';

const OWN_DAYS = { '': 'Own days' };
const CURRENCY = { '': 'All', ...Object.fromEntries(CURRENCIES.map((currency) => [currency, currency])) };

interface ReportFiltersProps {
  query: Readonly<Record<string, string>>;
  change: (changes: Record<string, string>) => void;
}

export function ReportFilters({ query, change }: ReportFiltersProps) {
  const { group_by = 'day', from = '', to = '', currency = '' } = query;
  const period = periodOf({ from, to });
  return (
    <Toolbar>
      <Choice label="By" value={group_by} options={GROUPINGS} onChange={(group) => change({ group_by: group })} />
      <Choice
        label="Period"
        value={period}
        options={period ? PERIODS : { ...OWN_DAYS, ...PERIODS }}
        onChange={(days) => change(lastDays(Number(days)))}
      />
      <Day label="From" value={from} onChange={(day) => change({ from: day })} />
      <Day label="To" value={to} onChange={(day) => change({ to: day })} />
      <Choice label="Currency" value={currency} options={CURRENCY} onChange={(one) => change({ currency: one })} />
    </Toolbar>
  );
}
