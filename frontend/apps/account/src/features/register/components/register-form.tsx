import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { PASSWORD_HINT } from '../../../shared/password';
import type { Registration } from '../api/register-user';
import { registrationErrors } from '../model/rules';

export function RegisterForm({ register }: { register: (person: Registration) => Promise<void> }) {
  const { field, failure, busy, formProps } = useForm({
    initial: { username: '', email: '', password: '' },
    validate: registrationErrors,
    submit: register,
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...field('username')}
      />
      <TextField label="E-mail" type="email" autoComplete="email" {...field('email')} />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        {...field('password')}
      />
      <Button type="submit" size="large" busy={busy}>
        {busy ? 'Creating your account…' : 'Create account'}
      </Button>
    </Box>
  );
}
