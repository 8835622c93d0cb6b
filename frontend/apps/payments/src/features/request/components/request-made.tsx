import type { Payment } from '@shopmesh/sdk';
import { Box, Button, formatMoment, formatPrice, Typography } from '@shopmesh/ui';
import { useEffect, useRef } from 'react';
import { PayLink } from '../../../shared/pay-link';
import { subjectOf } from '../../../shared/words';

/** What to do with it now: send the link. */
export function RequestMade({ payment, onAnother }: { payment: Payment; onAnother: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // the form, and the focus with it, is gone
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <div>
        <Typography ref={heading} variant="h2" tabIndex={-1} sx={{ fontSize: '1.25rem' }}>
          {formatPrice(payment.amount, payment.currency)} asked for
        </Typography>
        <Typography sx={{ color: 'text.secondary', marginTop: 0.5, overflowWrap: 'anywhere' }}>
          {subjectOf(payment)}
          {payment.expires_at && `, to be paid until ${formatMoment(payment.expires_at)}`}. It waits among the
          customer’s payments; send the link along if you like.
        </Typography>
      </div>
      <PayLink paymentId={payment.id} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button href={`/payments/${payment.id}`}>See the request</Button>
        <Button variant="outlined" onClick={onAnother}>
          Ask for more
        </Button>
      </Box>
    </Box>
  );
}
