import { problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';
import { Choice, Day, Pager, SearchBox, Toolbar } from '@shopmesh/ui/work';
import { instant } from '../../../shared/days';
import { PAGE_SIZE, useOrders } from '../api/orders';
import { STATUS_WORDS } from '../model/words';
import { OrderTable } from './order-table';

const DEFAULTS = { number: '', status: '', placed_after: '', placed_before: '', page: '1' };
const STATUSES = {
  '': 'Any',
  ...Object.fromEntries(Object.entries(STATUS_WORDS).map(([status, { word }]) => [status, word])),
};

export function OrderList() {
  const { filters, change } = useFilters(DEFAULTS);
  const orders = useOrders(
    given({
      ...filters,
      placed_after: instant(filters.placed_after),
      placed_before: instant(filters.placed_before, { end: true }),
    }),
  );
  return (
    <>
      <Toolbar>
        <SearchBox label="Number, SM-000123" value={filters.number} onSearch={(number) => change({ number })} />
        <Choice label="Status" value={filters.status} options={STATUSES} onChange={(status) => change({ status })} />
        <Day label="From" value={filters.placed_after} onChange={(placed_after) => change({ placed_after })} />
        <Day label="To" value={filters.placed_before} onChange={(placed_before) => change({ placed_before })} />
      </Toolbar>
      {orders.isPending && <LinesSkeleton label="Loading orders" count={8} />}
      {orders.isError && <ErrorPanel problem={problemOf(orders.error)} onRetry={() => orders.refetch()} />}
      {orders.data?.results.length === 0 && (
        <EmptyState
          icon={SearchX}
          title="No order is like that"
          action={
            <Button variant="outlined" onClick={() => change(DEFAULTS)}>
              Show all orders
            </Button>
          }
        >
          Take a filter away. A number is what customers read out: SM-000123.
        </EmptyState>
      )}
      {orders.data && orders.data.results.length > 0 && (
        <>
          <OrderTable orders={orders.data.results} stale={orders.isPlaceholderData} />
          <Pager
            page={Number(filters.page)}
            pages={Math.ceil(orders.data.count / PAGE_SIZE)}
            count={orders.data.count}
            onPage={(page) => change({ page: String(page) })}
          />
        </>
      )}
    </>
  );
}
