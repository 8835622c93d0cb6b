import { useTitle } from '@shopmesh/sdk';
import { Box, Button, Typography } from '@shopmesh/ui';
import { CircleCheck } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { ResetForm } from '../features/recovery/components/reset-form';
import { Arrived } from '../shared/arrived';
import { AuthCard } from '../shared/auth-card';
import { useSecretFromUrl } from '../shared/use-secret-from-url';

const NoLink = () => (
  <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
    <Typography>Open the link from our letter once more, whole as it is, or ask for a new one.</Typography>
    <Button href="/forgot-password">Ask for a new link</Button>
  </Box>
);

const Done = () => (
  <Arrived>
    <Box sx={{ color: 'success.main', display: 'flex' }}>
      <CircleCheck size={34} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography>Your new password is set, and every device that was signed in is signed out.</Typography>
    <Button href="/login">Sign in</Button>
  </Arrived>
);

export function ResetPasswordPage() {
  useTitle('New password');
  const token = useSecretFromUrl('token');
  const [done, setDone] = useState(false);
  if (!token) {
    return (
      <AuthCard title="This link is not whole" lead="The part that says whose password it is is missing.">
        <NoLink />
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Set a new password" lead="It replaces the old one at once, everywhere.">
      {done ? <Done /> : <ResetForm token={token} onDone={() => setDone(true)} />}
    </AuthCard>
  );
}
