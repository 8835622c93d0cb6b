import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { PASSWORD_HINT, passwordRefusal } from '../../../shared/password';
import { resetPassword } from '../api/reset-password';

const validate = ({ new_password }: { new_password: string }) => {
  const refusal = passwordRefusal(new_password);
  return refusal ? { new_password: refusal } : {};
};

interface ResetFormProps {
  token: string;
  onDone: () => void;
}

export function ResetForm({ token, onDone }: ResetFormProps) {
  const { field, failure, busy, formProps } = useForm({
    initial: { new_password: '' },
    validate,
    submit: async ({ new_password }) => {
      await resetPassword(token, new_password);
      onDone();
    },
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && (
        <ErrorPanel
          problem={problemOf(failure)}
          action={
            <Button variant="outlined" href="/forgot-password">
              Ask for a new link
            </Button>
          }
        />
      )}
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        {...field('new_password')}
      />
      <Button type="submit" size="large" busy={busy}>
        {busy ? 'Saving…' : 'Set new password'}
      </Button>
    </Box>
  );
}
