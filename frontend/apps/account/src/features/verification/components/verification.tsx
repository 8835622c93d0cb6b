import { problemOf, useSession } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Skeleton, Typography } from '@shopmesh/ui';
import { CircleCheck } from '@shopmesh/ui/icons';
import { useEffect, useRef } from 'react';
import { Arrived } from '../../../shared/arrived';
import { ResendButton } from '../../../shared/resend-button';
import { useVerifyEmail } from '../api/verify-email';

const Confirmed = ({ email, signedIn }: { email: string; signedIn: boolean }) => (
  <Arrived>
    <Box sx={{ color: 'success.main', display: 'flex' }}>
      <CircleCheck size={34} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography sx={{ overflowWrap: 'anywhere' }}>
      Thank you. <strong>{email}</strong> is confirmed.
    </Typography>
    <Button href={signedIn ? '/products' : '/login'}>{signedIn ? 'Go on shopping' : 'Sign in'}</Button>
  </Arrived>
);

/** Uses the link's secret once, as soon as it is here. */
export function Verification({ token }: { token: string }) {
  const { mutate, data, error, isPending, isIdle } = useVerifyEmail();
  const signedIn = useSession().status === 'signed-in';
  const used = useRef('');
  useEffect(() => {
    if (used.current === token) return;
    used.current = token;
    mutate(token);
  }, [token, mutate]);
  if (isIdle || isPending) {
    return (
      <Box role="status" aria-label="Checking the link">
        <Skeleton width={34} height={34} />
        <Skeleton width="80%" />
        <Skeleton width="45%" />
      </Box>
    );
  }
  if (data) return <Confirmed email={data.email} signedIn={signedIn} />;
  return (
    <ErrorPanel
      problem={problemOf(error)}
      onRetry={problemOf(error).requestId ? () => mutate(token) : undefined}
      action={
        signedIn ? (
          <ResendButton />
        ) : (
          <Button variant="outlined" href="/login">
            Sign in for a new link
          </Button>
        )
      }
    />
  );
}
