import { problemOf, type SecondStep, session } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, TextLink, useForm } from '@shopmesh/ui';
import { FingerprintPattern } from '@shopmesh/ui/icons';
import { inMinutes, secondsToWait, useCountdown } from '@shopmesh/ui/identity';
import { useEffect, useRef } from 'react';
import { DemoLogins } from './demo-logins';
import { usePasskeyLogin } from './use-passkey-login';

const TALL = { display: 'inline-flex', alignItems: 'center', minHeight: 44 };

const validate = ({ username, password }: { username: string; password: string }) => ({
  ...(username.trim() ? {} : { username: 'Enter your username or e-mail address.' }),
  ...(password ? {} : { password: 'Enter your password.' }),
});

interface LoginFormProps {
  onSecondStep: (step: SecondStep) => void;
  /** Back from the second step: what had the focus is gone. */
  again: boolean;
}

/** The page leaves by itself once the session says "signed-in". */
export function LoginForm({ onSecondStep, again }: LoginFormProps) {
  const [wait, beginWait] = useCountdown();
  const passkey = usePasskeyLogin();
  const { field, failure, busy, formProps, setValues } = useForm({
    initial: { username: '', password: '' },
    validate,
    submit: async ({ username, password }) => {
      try {
        const step = await session.signIn({ username: username.trim(), password });
        if (step) onSecondStep(step);
      } catch (error) {
        beginWait(secondsToWait(error));
        throw error;
      }
    },
  });
  const told = passkey.failure ?? failure;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (again) place.current?.querySelector('input')?.focus();
  }, [again]);
  return (
    <Box component="form" {...formProps} sx={{ display: 'grid', gap: 2.5 }}>
      {told !== null && <ErrorPanel problem={problemOf(told)} />}
      <div ref={place}>
        <TextField
          label="Username or e-mail"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          {...field('username')}
        />
      </div>
      <div>
        <TextField label="Password" type="password" autoComplete="current-password" {...field('password')} />
        <Box sx={{ marginTop: 1 }}>
          <TextLink href="/forgot-password" style={TALL}>
            Forgot it?
          </TextLink>
        </Box>
      </div>
      <Button type="submit" size="large" busy={busy} disabled={wait > 0}>
        {wait > 0 ? `Try again in ${inMinutes(wait)}` : busy ? 'Signing in…' : 'Sign in'}
      </Button>
      {passkey.supported && (
        <Button
          variant="outlined"
          size="large"
          busy={passkey.busy}
          startIcon={<FingerprintPattern size={20} aria-hidden />}
          onClick={() => void passkey.start()}
        >
          {passkey.busy ? 'Waiting for your passkey…' : 'Sign in with a passkey'}
        </Button>
      )}
      <DemoLogins onChoose={setValues} />
    </Box>
  );
}
