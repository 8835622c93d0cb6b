import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { emailRefusal } from '../../../shared/email';
import { forgotPassword } from '../api/forgot-password';

const validate = ({ email }: { email: string }) => {
  const refusal = emailRefusal(email);
  return refusal ? { email: refusal } : {};
};

export function ForgotForm({ onSent }: { onSent: (email: string) => void }) {
  const { field, failure, busy, formProps } = useForm({
    initial: { email: '' },
    validate,
    submit: async ({ email }) => {
      await forgotPassword(email.trim());
      onSent(email.trim());
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField label="E-mail" type="email" autoComplete="email" {...field('email')} />
      <Button type="submit" size="large" busy={busy}>
        {busy ? 'Sending…' : 'Send me a link'}
      </Button>
    </Box>
  );
}
