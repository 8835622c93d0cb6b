import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, LinesSkeleton, Typography, toast } from '@shopmesh/ui';
import { useState } from 'react';
import { ConfirmDialog } from '../../../shared/confirm-dialog';
import { Section } from '../../../shared/section';
import { useEndOtherSessions } from '../api/end-sessions';
import { type SignedInDevice, useSessions } from '../api/list-sessions';
import { SessionRow } from './session-row';

const LIST = { listStyle: 'none', margin: 0, padding: 0 } as const;

function EndOthers({ count }: { count: number }) {
  const [asking, setAsking] = useState(false);
  const { mutateAsync } = useEndOtherSessions();
  const end = async () => {
    const ended = await mutateAsync();
    toast({ message: ended === 1 ? 'One other device is signed out' : `${ended} other devices are signed out` });
  };
  return (
    <>
      <Button variant="outlined" onClick={() => setAsking(true)}>
        Sign out all others
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Sign out all other devices?"
        words={`${count === 1 ? 'One other device is' : `${count} other devices are`} signed out within seconds. You stay signed in here.`}
        label="Sign them out"
        run={end}
      />
    </>
  );
}

const Devices = ({ devices }: { devices: readonly SignedInDevice[] }) => (
  <Box component="ul" aria-label="Devices" sx={LIST}>
    {devices.map((device) => (
      <SessionRow key={device.id} device={device} />
    ))}
  </Box>
);

export function SessionList() {
  const sessions = useSessions();
  if (sessions.isPending) return <LinesSkeleton label="Loading sessions" />;
  if (sessions.isError) {
    return <ErrorPanel problem={problemOf(sessions.error)} onRetry={() => sessions.refetch()} />;
  }
  const here = sessions.data.filter(({ current }) => current);
  const others = sessions.data.filter(({ current }) => !current);
  return (
    <>
      <Section title="This device">
        <Devices devices={here} />
      </Section>
      <Section title="Other devices" aside={others.length > 0 && <EndOthers count={others.length} />}>
        {others.length > 0 ? (
          <Devices devices={others} />
        ) : (
          <Typography sx={{ color: 'text.secondary' }}>You are signed in nowhere else.</Typography>
        )}
      </Section>
    </>
  );
}
