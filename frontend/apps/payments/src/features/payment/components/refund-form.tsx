import { ApiError, newIdempotencyKey, type Payment, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatPrice, TextField, toast, useForm } from '@shopmesh/ui';
import { useRef } from 'react';
import { amountMistake, decimalOf, refundable, written } from '../../../shared/money';
import { useRefund } from '../api/change-payment';

/** Somebody else gave back in the meantime: what is left now is what the API says. */
function told(error: unknown, currency: string) {
  const left = error instanceof ApiError ? error.extensions.refundable : undefined;
  if (typeof left !== 'number') return problemOf(error);
  return {
    title: 'That is more than is left',
    detail: `${formatPrice(decimalOf(BigInt(left), currency), currency)} can still be given back. Nothing was given back now.`,
  };
}

interface RefundFormProps {
  payment: Payment;
  onDone: () => void;
}

/** All that is left, or a part of it. */
export function RefundForm({ payment, onDone }: RefundFormProps) {
  const refund = useRefund(payment.id);
  const left = refundable(payment);
  // One key for one wish: sent again unchanged, it is the same refund; changed, it is another.
  const wished = useRef({ wish: '', key: '' });
  const { field, failure, busy, formProps } = useForm({
    initial: { amount: decimalOf(left, payment.currency), reason: '' },
    validate: ({ amount }) => {
      const mistake = amountMistake(amount, payment.currency, left);
      return mistake ? { amount: mistake } : {};
    },
    submit: async ({ amount, reason }) => {
      const wish = { amount: written(amount, payment.currency), reason: reason.trim() };
      if (wished.current.wish !== JSON.stringify(wish))
        wished.current = { wish: JSON.stringify(wish), key: newIdempotencyKey() };
      await refund({ wish, key: wished.current.key });
      toast({ message: `${formatPrice(wish.amount, payment.currency)} given back` });
      onDone();
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={told(failure, payment.currency)} />}
      <TextField
        label={`Amount in ${payment.currency}`}
        hint={`All that is left: ${formatPrice(decimalOf(left, payment.currency), payment.currency)}. Less gives back a part.`}
        inputMode="decimal"
        autoComplete="off"
        {...field('amount')}
      />
      <TextField
        label="Reason"
        optional
        hint="For the books."
        maxLength={200}
        autoComplete="off"
        {...field('reason')}
      />
      <Button type="submit" busy={busy}>
        {busy ? 'Giving back…' : 'Give back'}
      </Button>
    </Box>
  );
}
