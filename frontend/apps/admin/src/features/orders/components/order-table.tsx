import type { Order } from '@shopmesh/sdk';
import { formatMoment, Price, StatusChip, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { STATUS_WORDS } from '../model/words';

export const StatusOf = ({ status }: Pick<Order, 'status'>) => (
  <StatusChip tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].word}</StatusChip>
);

const inWords = ({ items }: Order) =>
  items.length > 1 ? `${items[0]?.name} and ${items.length - 1} more` : (items[0]?.name ?? '–');

const COLUMNS: readonly Column<Order>[] = [
  {
    name: 'Order',
    width: '130px',
    cell: (order) => <TextLink href={`/admin/orders/${order.id}`}>{order.number}</TextLink>,
  },
  {
    name: 'Placed',
    width: '190px',
    cell: ({ placed_at }) => <time dateTime={placed_at}>{formatMoment(placed_at)}</time>,
  },
  { name: 'What', cell: inWords },
  { name: 'Where to', cell: ({ shipping }) => shipping.city || '–' },
  { name: 'Status', cell: (order) => <StatusOf status={order.status} /> },
  { name: 'Total', numeric: true, cell: ({ total, currency }) => <Price amount={total} currency={currency} /> },
];

export const OrderTable = ({ orders, stale }: { orders: readonly Order[]; stale: boolean }) => (
  <DataTable caption="Orders" columns={COLUMNS} rows={orders} keyOf={(order) => order.id} stale={stale} />
);
