import { useCart } from '@shopmesh/sdk';
import { Box, Surface, styled, Typography } from '@shopmesh/ui';
import { CardChoice, PayButton } from '@shopmesh/ui/paying';
import { useEffect, useRef } from 'react';
import { STAYS_VISIBLE, WITH_SUMMARY } from '../../../shared/columns';
import type { CheckoutValues } from '../model/draft';
import { AddressFields } from './address-fields';
import { OrderSummary } from './order-summary';
import { RefusalPanel } from './refusal-panel';
import { useCheckout } from './use-checkout';

const Fields = styled('fieldset')({
  display: 'grid',
  gap: 24,
  minWidth: 0,
  margin: 0,
  padding: 0,
  border: 0,
  '&:disabled': { opacity: 0.6 },
});

// On phones the total and the button stay at the lower edge, wherever the reader is in the form.
const ON_PHONES_AT_THE_BOTTOM = {
  display: { xs: 'block', md: 'none' },
  position: 'sticky',
  zIndex: 5,
  bottom: 0,
  marginInline: { xs: -2, sm: -3 },
  padding: '12px 16px 4px',
  bgcolor: 'background.paper',
  borderTop: '1px solid',
  borderColor: 'divider',
} as const;

interface CheckoutFormProps {
  userId: string;
  initial: CheckoutValues;
}

export function CheckoutForm({ userId, initial }: CheckoutFormProps) {
  const { cart } = useCart();
  const { field, busy, formProps, refusal, locked, agree, dismiss } = useCheckout(userId, initial);
  const panel = useRef<HTMLDivElement>(null);
  const told = busy ? undefined : refusal?.kind;
  useEffect(() => {
    if (told) panel.current?.scrollIntoView({ block: 'center' });
  }, [told]);

  const payable = !locked && cart.items.length > 0;
  const again = () => formProps.ref.current?.requestSubmit();
  const otherCard = () =>
    formProps.ref.current?.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.focus();
  return (
    <Box component="form" aria-label="Checkout" {...formProps} sx={WITH_SUMMARY}>
      <Fields disabled={locked}>
        <Surface padding={4}>
          <Typography variant="h2" sx={{ marginBottom: 2.5 }}>
            Delivery address
          </Typography>
          <AddressFields field={field} />
        </Surface>
        <Surface padding={4}>
          <Typography variant="h2">Payment</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5, marginBottom: 2 }}>
            This is a demonstration: no card number is asked for and no money moves. Choose what the bank shall answer.
          </Typography>
          <CardChoice {...field('token')} />
        </Surface>
      </Fields>
      <Box component="aside" aria-label="Summary" sx={STAYS_VISIBLE}>
        <Surface>
          {cart.items.length > 0 && <OrderSummary cart={cart} />}
          <Box ref={panel} sx={{ display: 'grid', gap: 2, '&:not(:empty)': { marginTop: 2.5 } }}>
            {refusal && !busy && (
              <RefusalPanel
                refusal={refusal}
                lines={cart.items}
                onAgain={again}
                onOtherCard={otherCard}
                onAdjusted={dismiss}
                onAgreed={agree}
              />
            )}
            {payable && (
              <Box sx={{ display: { xs: 'none', md: 'block' } }}>
                <PayButton total={cart.total} currency={cart.currency} busy={busy} />
              </Box>
            )}
          </Box>
        </Surface>
      </Box>
      {payable && (
        <Box sx={ON_PHONES_AT_THE_BOTTOM}>
          <PayButton total={cart.total} currency={cart.currency} busy={busy} />
        </Box>
      )}
    </Box>
  );
}
