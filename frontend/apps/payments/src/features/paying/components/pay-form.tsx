import type { Payment } from '@shopmesh/sdk';
import { Box, formatMoment, Price, Surface, styled, Typography } from '@shopmesh/ui';
import { CardChoice, PayButton } from '@shopmesh/ui/paying';
import { type RefObject, useEffect, useRef } from 'react';
import { WITH_ASIDE } from '../../../shared/columns';
import { subjectOf } from '../../../shared/words';
import { RefusalPanel } from './refusal-panel';
import type { usePay } from './use-pay';

const Fields = styled('fieldset')({ minWidth: 0, margin: 0, padding: 0, border: 0, '&:disabled': { opacity: 0.6 } });

const STAYS_VISIBLE = { position: { lg: 'sticky' }, top: 100, display: 'grid', gap: 2 } as const;

const Bill = ({ payment }: { payment: Payment }) => (
  <Box sx={{ display: 'grid', gap: 0.5 }}>
    <Box sx={{ overflowWrap: 'anywhere' }}>{subjectOf(payment)}</Box>
    <Box sx={{ fontSize: '1.75rem', fontWeight: 750, letterSpacing: '-0.02em' }}>
      <Price amount={payment.amount} currency={payment.currency} />
    </Box>
    {payment.expires_at && (
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        To be paid until {formatMoment(payment.expires_at)}
      </Box>
    )}
    {payment.capture === 'manual' && (
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        The amount is held on your card first, and charged when whoever asked takes it.
      </Box>
    )}
  </Box>
);

const firstChecked = (form: RefObject<HTMLFormElement | null>) =>
  form.current?.querySelector<HTMLInputElement>('input[type="radio"]:checked');

export function PayForm({ payment, pay }: { payment: Payment; pay: ReturnType<typeof usePay> }) {
  const { field, busy, formProps, refusal, locked } = pay;
  const panel = useRef<HTMLDivElement>(null);
  const told = refusal?.title;
  useEffect(() => {
    if (told) panel.current?.scrollIntoView({ block: 'center' });
  }, [told]);
  return (
    <Box component="form" aria-label="Pay" {...formProps} sx={WITH_ASIDE}>
      <Fields disabled={locked}>
        <Surface>
          <Typography variant="h2" sx={{ fontSize: '1.25rem' }}>
            Payment
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5, marginBottom: 2 }}>
            This is a demonstration: no card number is asked for and no money moves. Choose what the bank shall answer.
          </Typography>
          <CardChoice {...field('token')} />
        </Surface>
      </Fields>
      <Box component="aside" aria-label="What you pay" sx={STAYS_VISIBLE}>
        <Surface>
          <Bill payment={payment} />
          <Box ref={panel} sx={{ display: 'grid', gap: 2, marginTop: 2.5 }}>
            {refusal && (
              <RefusalPanel
                refusal={refusal}
                paymentId={payment.id}
                onAgain={() => formProps.ref.current?.requestSubmit()}
                onOtherCard={() => firstChecked(formProps.ref)?.focus()}
              />
            )}
            {!locked && <PayButton total={payment.amount} currency={payment.currency} busy={busy} />}
          </Box>
        </Surface>
      </Box>
    </Box>
  );
}
