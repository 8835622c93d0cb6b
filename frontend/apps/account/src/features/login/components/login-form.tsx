import { problemOf, session } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, useForm } from '@shopmesh/ui';
import { DemoLogins } from './demo-logins';

const validate = ({ username, password }: { username: string; password: string }) => ({
  ...(username.trim() ? {} : { username: 'Enter your username or e-mail address.' }),
  ...(password ? {} : { password: 'Enter your password.' }),
});

export function LoginForm() {
  const { field, failure, busy, formProps, setValues } = useForm({
    initial: { username: '', password: '' },
    validate,
    // The page leaves by itself once the session says "signed-in".
    submit: ({ username, password }) => session.signIn({ username: username.trim(), password }),
  });
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <TextField
        label="Username or e-mail"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...field('username')}
      />
      <TextField label="Password" type="password" autoComplete="current-password" {...field('password')} />
      <Button type="submit" size="large" busy={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <DemoLogins onChoose={setValues} />
    </Box>
  );
}
