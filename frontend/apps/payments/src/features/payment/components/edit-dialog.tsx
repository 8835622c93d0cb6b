import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextField, toast, useForm } from '@shopmesh/ui';
import { useState } from 'react';
import type { SeenPayment } from '../../../shared/api/payment-query';
import { dayOf, daysFrom, endOf } from '../../../shared/days';
import { amountMistake, written } from '../../../shared/money';
import { useEdit } from '../api/change-payment';

interface Values {
  amount: string;
  description: string;
  expires_at: string;
}

function mistakes({ amount, description, expires_at }: Values, currency: string) {
  const wrong = {
    amount: amountMistake(amount, currency),
    description: description.trim() ? undefined : 'Say what it is for.',
    expires_at: expires_at >= daysFrom(0) ? undefined : 'Today or later.',
  };
  return Object.fromEntries(Object.entries(wrong).filter(([, words]) => words)) as Partial<Values>;
}

const told = (error: unknown) =>
  error instanceof ApiError && error.status === 412
    ? { title: 'Somebody changed it meanwhile', detail: 'Close this, look at it again, and change it then.' }
    : problemOf(error);

export function EditForm({ seen, onDone }: { seen: SeenPayment; onDone: () => void }) {
  // As it was when the fields were filled in: news of a later change must not make ours pass for one that knew of it.
  const [{ payment, etag }] = useState(seen);
  const edit = useEdit(payment.id);
  const { field, failure, busy, formProps } = useForm({
    initial: {
      amount: payment.amount,
      description: payment.description,
      expires_at: dayOf(new Date(payment.expires_at ?? Date.now())),
    },
    validate: (values) => mistakes(values, payment.currency),
    submit: async ({ amount, description, expires_at }) => {
      const body = {
        amount: written(amount, payment.currency),
        description: description.trim(),
        expires_at: endOf(expires_at),
      };
      await edit({ etag, body });
      toast({ message: 'The request is changed' });
      onDone();
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={told(failure)} />}
      <TextField label={`Amount in ${payment.currency}`} inputMode="decimal" autoComplete="off" {...field('amount')} />
      <TextField label="What for" maxLength={200} autoComplete="off" {...field('description')} />
      <TextField label="To be paid until" type="date" min={daysFrom(0)} {...field('expires_at')} />
      <Button type="submit" busy={busy}>
        Change the request
      </Button>
    </Box>
  );
}

interface EditDialogProps {
  seen: SeenPayment;
  open: boolean;
  onClose: () => void;
}

export const EditDialog = ({ seen, open, onClose }: EditDialogProps) => (
  <Dialog open={open} onClose={onClose} title="Change the request">
    <EditForm seen={seen} onDone={onClose} />
  </Dialog>
);
