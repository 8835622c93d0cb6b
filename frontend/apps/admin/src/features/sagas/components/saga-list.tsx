import { problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { EmptyState, ErrorPanel, formatMoment, LinesSkeleton, StatusChip, TextLink } from '@shopmesh/ui';
import { CircleCheck } from '@shopmesh/ui/icons';
import { Choice, type Column, DataTable, Pager, Toolbar } from '@shopmesh/ui/work';
import { PAGE_SIZE, type Saga, useSagas } from '../api/sagas';
import { isOver, stateWord } from '../model/words';

const DEFAULTS = { state: '', page: '1' };
const WHICH = { '': 'Under way', stuck: 'Stuck', all: 'All' };

const toneOf = (saga: Saga) => (saga.stuck ? 'error' : isOver(saga) ? 'success' : 'warning');

const COLUMNS: readonly Column<Saga>[] = [
  {
    name: 'Order',
    width: '140px',
    cell: (saga) => <TextLink href={`/admin/orders/${saga.order_id}`}>{saga.number || 'not placed'}</TextLink>,
  },
  { name: 'Where it stands', cell: (saga) => <StatusChip tone={toneOf(saga)}>{stateWord(saga.state)}</StatusChip> },
  { name: 'Failed', numeric: true, width: '80px', cell: (saga) => saga.attempt || '–' },
  { name: 'Last error', width: '28%', cell: (saga) => saga.last_error || '–' },
  { name: 'Next try', cell: (saga) => (saga.next_attempt_at ? formatMoment(saga.next_attempt_at) : '–') },
  { name: 'Moved', cell: (saga) => formatMoment(saga.updated_at) },
];

const Nothing = ({ which }: { which: string }) => (
  <EmptyState icon={CircleCheck} title={which === 'stuck' ? 'Nothing is stuck' : 'No checkout is under way'}>
    {which === 'stuck'
      ? 'A saga counts as stuck when it has not got on for five minutes.'
      : 'Checkouts take less than a second when all is well. Choose “All” to see those that are over.'}
  </EmptyState>
);

export function SagaList() {
  const { filters, change } = useFilters(DEFAULTS);
  const sagas = useSagas(given(filters));
  return (
    <>
      <Toolbar>
        <Choice label="Show" value={filters.state} options={WHICH} onChange={(state) => change({ state })} />
      </Toolbar>
      {sagas.isPending && <LinesSkeleton label="Loading sagas" count={6} />}
      {sagas.isError && !sagas.data && (
        <ErrorPanel problem={problemOf(sagas.error)} onRetry={() => void sagas.refetch()} />
      )}
      {sagas.data?.results.length === 0 && <Nothing which={filters.state} />}
      {sagas.data && sagas.data.results.length > 0 && (
        <>
          <DataTable
            caption="Sagas"
            columns={COLUMNS}
            rows={sagas.data.results}
            keyOf={(saga) => saga.order_id}
            stale={sagas.isPlaceholderData}
          />
          <Pager
            page={Number(filters.page)}
            pages={Math.ceil(sagas.data.count / PAGE_SIZE)}
            count={sagas.data.count}
            onPage={(page) => change({ page: String(page) })}
          />
        </>
      )}
    </>
  );
}
