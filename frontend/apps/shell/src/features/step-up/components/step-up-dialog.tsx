import { type Demand, problemOf, stepUp, useSession, useStore } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, Skeleton, Typography } from '@shopmesh/ui';
import { ProofForm } from '@shopmesh/ui/identity';
import { useEffect } from 'react';
import { confirm, sendSms } from '../api/confirm';
import { useWays } from '../api/get-ways';
import { waysFor } from '../model/ways';

const giveUp = () => stepUp.settle(false);

const SetUpFirst = () => (
  <Box sx={{ display: 'grid', gap: 2.5 }}>
    <Typography>
      This is open to accounts with two-step verification only, and yours has none yet. Setting it up takes a minute: an
      app on your phone, or a passkey on this device.
    </Typography>
    <Button size="large" href="/account/security" onClick={giveUp}>
      Set up two-step verification
    </Button>
  </Box>
);

function Ways({ demand }: { demand: Demand }) {
  const ways = useWays();
  if (ways.isPending) {
    return (
      <Box role="status" aria-label="Loading" sx={{ display: 'grid', gap: 2 }}>
        <Skeleton width="70%" />
        <Skeleton variant="rounded" height={48} />
        <Skeleton variant="rounded" height={52} />
      </Box>
    );
  }
  if (ways.isError) return <ErrorPanel problem={problemOf(ways.error)} onRetry={() => ways.refetch()} />;
  const methods = waysFor(demand, ways.data.methods);
  if (methods.length === 0) return <SetUpFirst />;
  const prove = async (proof: Parameters<typeof confirm>[0]) => {
    await confirm(proof);
    stepUp.settle(true);
  };
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Typography sx={{ color: 'text.secondary' }}>
        What you are about to do matters, so we make sure nobody else is at your keyboard. Then it goes on by itself.
      </Typography>
      <ProofForm methods={methods} prove={prove} sendSms={sendSms} describe={problemOf} submitLabel="Confirm" />
    </Box>
  );
}

/** Whatever was refused for want of a fresh proof is repeated once this is settled. */
export function StepUpDialog() {
  const demand = useStore(stepUp.state);
  const { status } = useSession();
  useEffect(() => {
    if (status === 'anonymous') giveUp(); // signed out in another tab
  }, [status]);
  return (
    <Dialog open={demand !== null} onClose={giveUp} title="Confirm that it is you">
      {demand && <Ways demand={demand} />}
    </Dialog>
  );
}
