import { LiveSign } from '@shopmesh/live';
import { problemOf, useSearchParams } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { ReceiptText } from '@shopmesh/ui/icons';
import { PLAIN_LIST } from '../../../shared/plain-list';
import { PAGE_SIZE, useOrders } from '../api/list-orders';
import { isOpen } from '../model/polling';
import { OrderPages } from './order-pages';
import { OrderRow } from './order-row';
import { useLiveOrders } from './use-live-orders';

function usePageNumber(): number {
  const page = Number(useSearchParams()[0].get('page'));
  return Number.isInteger(page) && page > 0 ? page : 1;
}

export function OrderHistory({ userId }: { userId: string }) {
  const page = usePageNumber();
  const live = useLiveOrders();
  const orders = useOrders(userId, page, live === 'live');
  if (orders.isPending) return <LinesSkeleton label="Loading orders" count={5} />;
  if (orders.isError) return <ErrorPanel problem={problemOf(orders.error)} onRetry={() => orders.refetch()} />;
  if (orders.data.results.length === 0)
    return (
      <EmptyState icon={ReceiptText} title="No orders yet" action={<Button href="/products">Look around</Button>}>
        What you buy is listed here, with where it is right now.
      </EmptyState>
    );
  return (
    <>
      {orders.data.results.some(isOpen) && (
        <Box sx={{ display: 'flex', justifyContent: 'end', marginBottom: 1.5 }}>
          <LiveSign state={live} />
        </Box>
      )}
      <Box component="ul" aria-label="Orders" sx={{ ...PLAIN_LIST, gap: 1.5 }}>
        {orders.data.results.map((order) => (
          <li key={order.id}>
            <OrderRow order={order} />
          </li>
        ))}
      </Box>
      <OrderPages page={page} pages={Math.ceil(orders.data.count / PAGE_SIZE)} />
    </>
  );
}
