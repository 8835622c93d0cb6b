import { type Payment, useSession } from '@shopmesh/sdk';
import { Box, formatMoment, formatPrice, Price, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { OrderLink } from '../../../shared/order-link';
import { PersonLink } from '../../../shared/person-link';
import { PaymentChip } from '../../../shared/status-chip';
import { subjectOf } from '../../../shared/words';

const QUIET = { color: 'text.secondary', fontSize: '0.85rem' } as const;

const Subject = ({ payment }: { payment: Payment }) => (
  <Box sx={{ minWidth: 0 }}>
    <TextLink href={`/payments/${payment.id}`}>{subjectOf(payment)}</TextLink>
    <Box component="time" dateTime={payment.created_at} sx={{ ...QUIET, display: 'block' }}>
      {formatMoment(payment.created_at)}
    </Box>
  </Box>
);

const Reason = ({ payment }: { payment: Payment }) =>
  payment.order_id ? <OrderLink payment={payment} /> : <>Payment request</>;

const Amount = ({ payment: { amount, currency, refunded, status } }: { payment: Payment }) => (
  <Box>
    <Box sx={{ fontWeight: 700 }}>
      <Price amount={amount} currency={currency} />
    </Box>
    {status === 'partially_refunded' && <Box sx={QUIET}>{formatPrice(refunded, currency)} given back</Box>}
  </Box>
);

const SUBJECT: Column<Payment> = { name: 'Payment', width: '32%', cell: (payment) => <Subject payment={payment} /> };
const REASON: Column<Payment> = { name: 'For', cell: (payment) => <Reason payment={payment} /> };
const CUSTOMER: Column<Payment> = { name: 'Customer', cell: ({ customer_id }) => <PersonLink id={customer_id} /> };
const STATUS: Column<Payment> = { name: 'Status', cell: ({ status }) => <PaymentChip status={status} /> };
const SHARE: Column<Payment> = {
  name: 'Your share',
  numeric: true,
  cell: ({ share, currency }) => (share ? <Price amount={share} currency={currency} /> : '–'),
};
const AMOUNT: Column<Payment> = { name: 'Amount', numeric: true, cell: (payment) => <Amount payment={payment} /> };

const forRole = (role: string | undefined): readonly Column<Payment>[] => {
  if (role === 'customer') return [SUBJECT, REASON, STATUS, AMOUNT];
  if (role === 'vendor') return [SUBJECT, REASON, STATUS, SHARE, AMOUNT];
  return [SUBJECT, REASON, CUSTOMER, STATUS, AMOUNT];
};

export function PaymentTable({ payments, stale }: { payments: readonly Payment[]; stale: boolean }) {
  const { user } = useSession();
  return (
    <DataTable
      caption="Payments"
      columns={forRole(user?.role)}
      rows={payments}
      keyOf={(payment) => payment.id}
      stale={stale}
    />
  );
}
