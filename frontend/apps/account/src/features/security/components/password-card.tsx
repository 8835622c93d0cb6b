import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, toast, useForm } from '@shopmesh/ui';
import { inMinutes, secondsToWait, toldAtTheField, useCountdown } from '@shopmesh/ui/identity';
import { PASSWORD_HINT, passwordRefusal } from '../../../shared/password';
import { Section } from '../../../shared/section';
import { changePassword } from '../api/change-password';

interface Passwords {
  current_password: string;
  new_password: string;
}
const EMPTY: Passwords = { current_password: '', new_password: '' };

function validate({ current_password, new_password }: Passwords): Partial<Passwords> {
  const refusal = passwordRefusal(new_password);
  return {
    ...(current_password ? {} : { current_password: 'Enter the password you have now.' }),
    ...(refusal ? { new_password: refusal } : {}),
  };
}

export function PasswordCard() {
  const [wait, beginWait] = useCountdown();
  const { field, failure, busy, formProps, setValues } = useForm({
    initial: EMPTY,
    validate,
    submit: async ({ current_password, new_password }) => {
      try {
        await changePassword(current_password, new_password);
      } catch (error) {
        beginWait(secondsToWait(error));
        throw toldAtTheField(error, 'current_password', problemOf);
      }
      setValues(EMPTY);
      toast({ message: 'Password changed. Every other device is signed out.' });
    },
  });
  return (
    <Section title="Password" lead="Changing it signs out every other device.">
      <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5, maxWidth: 420 }}>
        {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
        <TextField
          label="Current password"
          type="password"
          autoComplete="current-password"
          {...field('current_password')}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          {...field('new_password')}
        />
        <Box>
          <Button type="submit" busy={busy} disabled={wait > 0}>
            {wait > 0 ? `Try again in ${inMinutes(wait)}` : busy ? 'Changing…' : 'Change password'}
          </Button>
        </Box>
      </Box>
    </Section>
  );
}
