import { type Payment, useSession } from '@shopmesh/sdk';
import { Box, Button, formatMoment, formatPrice, Price, Surface, TextLink, Typography } from '@shopmesh/ui';
import { CreditCard } from '@shopmesh/ui/icons';
import { useId } from 'react';
import { subjectOf } from '../../../shared/words';
import { useToPay } from '../api/list-payments';

const ROW = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 2,
  paddingBlock: 1.5,
  '& + &': { borderTop: '1px solid', borderColor: 'divider' },
} as const;

const Waiting = ({ payment }: { payment: Payment }) => (
  <Box component="li" sx={ROW}>
    <Box sx={{ flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' }}>
      <TextLink href={`/payments/${payment.id}`}>{subjectOf(payment)}</TextLink>
      {payment.expires_at && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>Until {formatMoment(payment.expires_at)}</Box>
      )}
    </Box>
    <Box sx={{ fontWeight: 750, fontSize: '1.0625rem' }}>
      <Price amount={payment.amount} currency={payment.currency} />
    </Box>
    <Button
      href={`/payments/${payment.id}/pay`}
      startIcon={<CreditCard size={18} aria-hidden />}
      aria-label={`Pay ${formatPrice(payment.amount, payment.currency)} for ${subjectOf(payment)}`}
    >
      Pay
    </Button>
  </Box>
);

/** What waits for this person's money, before everything else. Says nothing where nothing waits. */
export function ToPay() {
  const { user, hasRole } = useSession();
  const waiting = useToPay(user?.id ?? '', hasRole('customer', 'vendor')).data ?? [];
  const id = useId();
  if (waiting.length === 0) return null;
  return (
    <Box component="section" aria-labelledby={id} sx={{ marginBottom: 3 }}>
      <Surface>
        <Typography id={id} variant="h2" sx={{ fontSize: '1.25rem', marginBottom: 1 }}>
          To pay
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {waiting.map((payment) => (
            <Waiting key={payment.id} payment={payment} />
          ))}
        </Box>
      </Surface>
    </Box>
  );
}
