import { problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, TextField, Typography, useForm } from '@shopmesh/ui';
import { CodeField, toldAtTheField } from '@shopmesh/ui/identity';
import { useEffect, useRef, useState } from 'react';
import { beginSms, finishSms } from '../api/sms';

const PHONE = /^\+[0-9 ()./-]{7,24}$/;
const CODE_LENGTH = 6;

function PhoneForm({ onSent }: { onSent: (phone: string) => void }) {
  const { field, failure, busy, formProps } = useForm({
    initial: { phone: '' },
    validate: ({ phone }) =>
      PHONE.test(phone.trim()) ? {} : { phone: 'With the code of your country, like +44 20 7946 0000.' },
    submit: async ({ phone }) => {
      await beginSms(phone.trim());
      onSent(phone.trim());
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      <Typography sx={{ color: 'text.secondary' }}>
        A text message is better than nothing and weaker than an app or a passkey: numbers can be taken over.
      </Typography>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField
        label="Mobile number"
        type="tel"
        autoComplete="tel"
        hint="With the code of your country, like +44 20 7946 0000."
        {...field('phone')}
      />
      <Box>
        <Button type="submit" busy={busy}>
          {busy ? 'Sending…' : 'Send a code'}
        </Button>
      </Box>
    </Box>
  );
}

function CodeForm({ phone, onDone }: { phone: string; onDone: (codes: readonly string[]) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const { field, values, setValues, failure, busy, formProps } = useForm({
    initial: { code: '' },
    validate: ({ code }) => (code.length === CODE_LENGTH ? {} : { code: 'Enter the six digits we sent you.' }),
    submit: async ({ code }) => {
      try {
        onDone(await finishSms(code));
      } catch (error) {
        setValues({ code: '' });
        throw toldAtTheField(error, 'code', problemOf);
      }
    },
  });
  const { code } = values;
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (code.length === CODE_LENGTH) place.current?.closest('form')?.requestSubmit();
  }, [code]);
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <div ref={place}>
        <CodeField
          label="Code from the text message"
          hint={`Sent to ${phone}.`}
          readOnly={busy}
          {...field('code')}
          onCode={(digits) => setValues({ code: digits })}
        />
      </div>
      <Box>
        <Button type="submit" busy={busy}>
          {busy ? 'Checking…' : 'Confirm'}
        </Button>
      </Box>
    </Box>
  );
}

interface SmsDialogProps {
  open: boolean;
  onClose: () => void;
  onDone: (codes: readonly string[]) => void;
}

export function SmsDialog({ open, onClose, onDone }: SmsDialogProps) {
  const [phone, setPhone] = useState<string | null>(null);
  const close = () => {
    setPhone(null);
    onClose();
  };
  const done = (codes: readonly string[]) => {
    setPhone(null);
    onDone(codes);
  };
  return (
    <Dialog open={open} onClose={close} title="Codes by text message">
      {phone === null ? <PhoneForm onSent={setPhone} /> : <CodeForm phone={phone} onDone={done} />}
    </Dialog>
  );
}
