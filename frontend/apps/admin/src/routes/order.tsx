import { ApiError, type Order, problemOf, useParams, useSession, useTitle } from '@shopmesh/sdk';
import {
  Box,
  Button,
  EmptyState,
  ErrorPanel,
  formatMoment,
  PageHeading,
  PageSkeleton,
  Price,
  TextLink,
} from '@shopmesh/ui';
import { ReceiptText } from '@shopmesh/ui/icons';
import { Timeline } from '@shopmesh/ui/timeline';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useOrder } from '../features/orders/api/orders';
import { OrderActions } from '../features/orders/components/order-actions';
import { StatusOf } from '../features/orders/components/order-table';
import { useSaga } from '../features/sagas/api/sagas';
import { SagaPart } from '../features/sagas/components/saga-part';
import { Facts, Part } from '../shared/part';

const Missing = () => (
  <EmptyState
    icon={ReceiptText}
    title="There is no such order"
    action={<Button href="/admin/orders">All orders</Button>}
  >
    The address is not quite right.
  </EmptyState>
);

/** A checkout that held no stock is no order, and what became of it is told all the same. */
function NotPlaced({ id }: { id: string }) {
  const saga = useSaga(id);
  if (saga.isPending) return <PageSkeleton label="Loading order" />;
  if (!saga.data) return <Missing />;
  return (
    <>
      <PageHeading title="Not placed" lead="This checkout never held the stock it needs, so there is no order." />
      <SagaPart orderId={id} />
    </>
  );
}

const addressOf = ({ shipping }: Order) =>
  [shipping.name, shipping.line1, shipping.line2, `${shipping.postal_code} ${shipping.city}`.trim(), shipping.country]
    .filter(Boolean)
    .join(', ') || 'erased';

const factsOf = (order: Order, readsAccounts: boolean) => ({
  Placed: formatMoment(order.placed_at),
  Customer: readsAccounts ? (
    <TextLink href={`/admin/users/${order.customer_id}`}>open the account</TextLink>
  ) : (
    order.customer_id
  ),
  Payment: order.payment.id ? (
    <TextLink href={`/payments/${order.payment.id}`}>{order.payment.status}</TextLink>
  ) : (
    order.payment.status
  ),
  'Goes to': addressOf(order),
});

const LINES: readonly Column<Order['items'][number]>[] = [
  { name: 'Product', cell: (line) => <TextLink href={`/products/${line.product_id}`}>{line.name}</TextLink> },
  { name: 'Quantity', numeric: true, cell: (line) => line.quantity },
];

export function OrderPage() {
  const { id = '' } = useParams();
  const { hasRole } = useSession();
  const found = useOrder(id);
  const missing = found.error instanceof ApiError && [400, 404].includes(found.error.status);
  useTitle(found.data?.number ?? 'Order');
  if (found.isPending) return <PageSkeleton label="Loading order" />;
  if (missing) return <NotPlaced id={id} />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const order = found.data;
  const runs = hasRole('admin', 'staff'); // who moves orders reads accounts
  const lines = [
    ...LINES,
    {
      name: 'Total',
      numeric: true,
      cell: (line: Order['items'][number]) => <Price amount={line.line_total} currency={order.currency} />,
    },
  ];
  return (
    <>
      <PageHeading title={order.number} action={<StatusOf status={order.status} />} />
      <Box sx={{ display: 'grid', gap: 3 }}>
        {runs && <OrderActions order={order} />}
        <Part title="The order" action={<Price amount={order.total} currency={order.currency} />}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <Facts facts={factsOf(order, runs)} />
            <DataTable
              caption="What was ordered"
              columns={lines}
              rows={order.items}
              keyOf={(line) => line.product_id}
            />
          </Box>
        </Part>
        <Part title="What the customer reads">
          <Timeline
            label="Milestones"
            steps={order.timeline.map(({ at, note }) => ({ title: note, at, state: 'done' as const }))}
          />
        </Part>
        <SagaPart orderId={order.id} />
      </Box>
    </>
  );
}
