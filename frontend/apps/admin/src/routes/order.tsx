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
import { SagaPart } from '../features/sagas/components/saga-part';
import { Facts, Part } from '../shared/part';

const Missing = () => (
  <EmptyState
    icon={ReceiptText}
    title="There is no such order"
    action={<Button href="/admin/orders">All orders</Button>}
  >
    It may be a checkout that never held any stock: its saga is in the list of sagas.
  </EmptyState>
);

const addressOf = ({ shipping }: Order) =>
  [shipping.name, shipping.line1, shipping.line2, `${shipping.postal_code} ${shipping.city}`.trim(), shipping.country]
    .filter(Boolean)
    .join(', ') || 'erased';

const factsOf = (order: Order) => ({
  Placed: formatMoment(order.placed_at),
  Customer: <TextLink href={`/admin/users/${order.customer_id}`}>open the account</TextLink>,
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
  if (missing) return <Missing />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const order = found.data;
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
        {hasRole('admin', 'staff') && <OrderActions order={order} />}
        <Part title="The order" action={<Price amount={order.total} currency={order.currency} />}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            <Facts facts={factsOf(order)} />
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
