import { type Me, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, StatusChip, TextField, Typography, toast, useForm } from '@shopmesh/ui';
import { Mail, MailWarning } from '@shopmesh/ui/icons';
import { useRef, useState } from 'react';
import { emailRefusal } from '../../../shared/email';
import { Notice } from '../../../shared/notice';
import { ResendButton } from '../../../shared/resend-button';
import { Section } from '../../../shared/section';
import { useReturnFocus } from '../../../shared/use-return-focus';
import { useChangeEmail } from '../api/change-email';

const validate = ({ email }: { email: string }) => {
  const refusal = emailRefusal(email);
  return refusal ? { email: refusal } : {};
};

function ChangeForm({ onDone }: { onDone: () => void }) {
  const { mutateAsync } = useChangeEmail();
  const { field, failure, busy, formProps } = useForm({
    initial: { email: '' },
    validate,
    submit: async ({ email }) => {
      await mutateAsync(email.trim());
      toast({ message: `We sent a link to ${email.trim()}.` });
      onDone();
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField
        label="New e-mail address"
        type="email"
        autoComplete="email"
        hint="We send a link there. Your old address stays until you open it."
        {...field('email')}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button type="submit" busy={busy}>
          {busy ? 'Sending…' : 'Send the link'}
        </Button>
        <Button variant="outlined" onClick={onDone}>
          Cancel
        </Button>
      </Box>
    </Box>
  );
}

export function EmailCard({ me }: { me: Me }) {
  const [changing, setChanging] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useReturnFocus(changing, opener);
  return (
    <Section
      title="E-mail"
      lead="For order confirmations, and to get back in when you forget your password."
      aside={me.email_verified ? <StatusChip tone="success">Confirmed</StatusChip> : undefined}
    >
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{me.email}</Typography>
        {me.pending_email ? (
          <Notice icon={Mail} title={`Waiting for ${me.pending_email}`} action={<ResendButton />}>
            Open the link we sent there. Until then everything goes to {me.email}.
          </Notice>
        ) : (
          !me.email_verified && (
            <Notice icon={MailWarning} tone="warning" title="Not confirmed yet" action={<ResendButton />}>
              Open the link in the letter we sent when you registered.
            </Notice>
          )
        )}
        {changing ? (
          <ChangeForm onDone={() => setChanging(false)} />
        ) : (
          <Box>
            <Button ref={opener} variant="outlined" onClick={() => setChanging(true)}>
              Change address
            </Button>
          </Box>
        )}
      </Box>
    </Section>
  );
}
