import { LiveSign } from '@shopmesh/live';
import { ApiError, cart, problemOf, useLocation, useTitle } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, formatMoment, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { PackageOpen } from '@shopmesh/ui/icons';
import { useEffect, useRef } from 'react';
import { useOrder } from '../api/get-order';
import { isOpen } from '../model/polling';
import { CANCELLABLE, CancelOrder } from './cancel-order';
import { OrderBanner } from './order-banner';
import { OrderDetails } from './order-details';
import { OrderStatusChip } from './order-status-chip';
import { StatusNews } from './status-news';
import { useLiveOrders } from './use-live-orders';

const Missing = () => (
  <EmptyState
    icon={PackageOpen}
    title="We cannot find this order"
    page
    action={<Button href="/orders">My orders</Button>}
  >
    It may belong to another account, or the address is not quite right.
  </EmptyState>
);

export function OrderView({ id }: { id: string }) {
  const live = useLiveOrders(id);
  const order = useOrder(id, live === 'live');
  const { state } = useLocation();
  const watched = useRef(false); // seen pending on this page: its confirmation is news here
  watched.current ||= order.data?.status === 'pending';
  const status = order.data?.status;
  useEffect(() => {
    // Confirmed while we watched: what was bought has left the cart.
    if (watched.current && status !== 'pending') void cart.reload();
  }, [status]);
  const missing = order.error instanceof ApiError && [400, 404].includes(order.error.status);
  useTitle(order.data ? `Order ${order.data.number}` : missing ? 'No such order' : 'Order');

  if (order.isPending) return <PageSkeleton label="Loading order" />;
  if (missing) return <Missing />;
  // A failed poll keeps what we knew on screen; the next one comes by itself.
  if (!order.data) return <ErrorPanel problem={problemOf(order.error)} onRetry={() => order.refetch()} />;
  const placed = (state as { placed?: boolean } | null)?.placed === true;
  return (
    <>
      <PageHeading
        title={`Order ${order.data.number}`}
        lead={`Placed ${formatMoment(order.data.placed_at)}`}
        action={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
            {isOpen(order.data) && <LiveSign state={live} />}
            <OrderStatusChip status={order.data.status} />
            {CANCELLABLE.includes(order.data.status) && <CancelOrder order={order.data} />}
          </Box>
        }
      />
      <StatusNews status={order.data.status} />
      <OrderBanner order={order.data} justPlaced={placed || watched.current} />
      <OrderDetails order={order.data} />
    </>
  );
}
