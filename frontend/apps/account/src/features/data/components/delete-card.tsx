import { problemOf, useNavigate } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, styled, TextField, Typography, toast, useForm } from '@shopmesh/ui';
import { Trash2 } from '@shopmesh/ui/icons';
import { inMinutes, secondsToWait, toldAtTheField, useCountdown } from '@shopmesh/ui/identity';
import { useState } from 'react';
import { Section } from '../../../shared/section';
import { deleteMe } from '../api/delete-me';

const Facts = styled('ul')({ margin: 0, paddingLeft: 20, display: 'grid', gap: 8, maxWidth: '62ch' });

function DeleteForm({ onCancel }: { onCancel: () => void }) {
  const navigate = useNavigate();
  const [wait, beginWait] = useCountdown();
  const { field, failure, busy, formProps } = useForm({
    initial: { password: '' },
    validate: ({ password }) => (password ? {} : { password: 'Enter your password.' }),
    submit: async ({ password }) => {
      try {
        await deleteMe(password);
      } catch (error) {
        beginWait(secondsToWait(error));
        throw toldAtTheField(error, 'password', problemOf);
      }
      void navigate('/', { replace: true });
      toast({ message: 'Your account is deleted. Take care!' });
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      <Typography>This cannot be undone, not by us either.</Typography>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField label="Your password" type="password" autoComplete="current-password" {...field('password')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <Button type="submit" busy={busy} disabled={wait > 0}>
          {wait > 0 ? `Try again in ${inMinutes(wait)}` : busy ? 'Deleting…' : 'Delete my account'}
        </Button>
        <Button variant="outlined" onClick={onCancel}>
          Keep it
        </Button>
      </Box>
    </Box>
  );
}

export function DeleteCard() {
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <Section title="Delete your account">
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <Facts>
          <li>Your name, addresses, phone number, picture and ways to sign in are erased at once.</li>
          <li>You are signed out everywhere.</li>
          <li>
            Orders and payments stay without your name, because the law wants them kept. What is not on its way yet can
            no longer be delivered: wait for it first.
          </li>
        </Facts>
        <Box>
          <Button variant="outlined" startIcon={<Trash2 size={18} aria-hidden />} onClick={() => setAsking(true)}>
            Delete account…
          </Button>
        </Box>
      </Box>
      <Dialog open={asking} onClose={close} title="Delete your account?">
        <DeleteForm onCancel={close} />
      </Dialog>
    </Section>
  );
}
