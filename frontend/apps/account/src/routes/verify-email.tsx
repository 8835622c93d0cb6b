import { useTitle } from '@shopmesh/sdk';
import { Box, Button, Typography } from '@shopmesh/ui';
import { Verification } from '../features/verification/components/verification';
import { AuthCard } from '../shared/auth-card';
import { useSecretFromUrl } from '../shared/use-secret-from-url';

export function VerifyEmailPage() {
  useTitle('Confirm your e-mail address');
  const token = useSecretFromUrl('token');
  return (
    <AuthCard title="Your e-mail address" lead="So that we know our letters reach you, and nobody else.">
      {token ? (
        <Verification token={token} />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          <Typography>Open the link from our letter once more, whole as it is.</Typography>
          <Button variant="outlined" href="/account/profile">
            To your account
          </Button>
        </Box>
      )}
    </AuthCard>
  );
}
