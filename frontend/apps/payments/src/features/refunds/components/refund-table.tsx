import type { Refund } from '@shopmesh/sdk';
import { Box, formatMoment, Price, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { RefundChip } from '../../../shared/refund-chip';

const COLUMNS: readonly Column<Refund>[] = [
  {
    name: 'When',
    width: '24%',
    cell: ({ created_at }) => <time dateTime={created_at}>{formatMoment(created_at)}</time>,
  },
  { name: 'Why', width: '32%', cell: ({ reason }) => reason || <Box sx={{ color: 'text.secondary' }}>not said</Box> },
  { name: 'Of', cell: ({ payment_id }) => <TextLink href={`/payments/${payment_id}`}>See the payment</TextLink> },
  { name: 'Status', cell: ({ status }) => <RefundChip status={status} /> },
  { name: 'Amount', numeric: true, cell: ({ amount, currency }) => <Price amount={amount} currency={currency} /> },
];

export const RefundTable = ({ refunds, stale }: { refunds: readonly Refund[]; stale: boolean }) => (
  <DataTable caption="Refunds" columns={COLUMNS} rows={refunds} keyOf={({ id }) => id} stale={stale} />
);
