import { type Payment, useSession } from '@shopmesh/sdk';
import { Box, formatMoment, Price } from '@shopmesh/ui';
import type { ReactNode } from 'react';
import { OrderLink } from '../../../shared/order-link';
import { PersonLink } from '../../../shared/person-link';

const LIST = {
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  columnGap: 3,
  rowGap: 1,
  margin: 0,
  '& dt': { color: 'text.secondary' },
  '& dd': { margin: 0, textAlign: 'right', overflowWrap: 'anywhere', fontWeight: 600 },
} as const;

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** The figures first, then for whom and for what. */
export function Facts({ payment }: { payment: Payment }) {
  const { user } = useSession();
  const { currency, captured, refunded, share, order_id, expires_at, status } = payment;
  return (
    <Box component="dl" sx={LIST}>
      <Fact name="Amount">
        <Price amount={payment.amount} currency={currency} />
      </Fact>
      <Fact name="Paid">
        <Price amount={captured} currency={currency} />
      </Fact>
      <Fact name="Given back">
        <Price amount={refunded} currency={currency} />
      </Fact>
      {share && (
        <Fact name="Your share">
          <Price amount={share} currency={currency} />
        </Fact>
      )}
      {order_id && (
        <Fact name="For">
          <OrderLink payment={payment} />
        </Fact>
      )}
      {payment.customer_id !== user?.id && (
        <Fact name="Customer">
          <PersonLink id={payment.customer_id} />
        </Fact>
      )}
      {status === 'initiated' && expires_at && <Fact name="To be paid until">{formatMoment(expires_at)}</Fact>}
      <Fact name="Since">{formatMoment(payment.created_at)}</Fact>
    </Box>
  );
}
