import { problemOf, useSession } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatMoment, LinesSkeleton } from '@shopmesh/ui';
import { RefreshCw } from '@shopmesh/ui/icons';
import { Timeline } from '@shopmesh/ui/timeline';
import { useState } from 'react';
import { Confirm } from '../../../shared/confirm';
import { Facts, Part } from '../../../shared/part';
import { type Saga, useRetry, useSaga } from '../api/sagas';
import { isOver, stateWord, stepsOf } from '../model/words';

const factsOf = (saga: Saga) => ({
  'Stands at': stateWord(saga.state),
  'Taken over': saga.fence === 1 ? 'never' : `${saga.fence - 1} times`,
  'Next try': saga.next_attempt_at ? formatMoment(saga.next_attempt_at) : 'none, it is over',
  'Worked on until': saga.lease_until ? formatMoment(saga.lease_until) : 'nobody is at it',
});

/** How the checkout of an order went, step by step, while it goes on. */
export function SagaPart({ orderId }: { orderId: string }) {
  const { hasRole } = useSession();
  const found = useSaga(orderId);
  const retry = useRetry(orderId);
  const [asking, setAsking] = useState(false);
  const saga = found.data;
  const open = saga !== undefined && !isOver(saga);
  return (
    <Part
      title="Its saga"
      action={
        open &&
        hasRole('admin', 'staff') && (
          <Button variant="outlined" startIcon={<RefreshCw size={18} aria-hidden />} onClick={() => setAsking(true)}>
            Try again now
          </Button>
        )
      }
    >
      {found.isPending && <LinesSkeleton label="Loading the saga" count={4} />}
      {found.isError && !saga && <ErrorPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />}
      {saga && (
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Facts facts={factsOf(saga)} />
          <Timeline label="Steps of the saga" steps={stepsOf(saga)} />
        </Box>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Try again now?"
        verb="Try again"
        done="The worker goes on within a second"
        run={() => retry(undefined)}
      >
        Whatever pause it was in ends. Nothing can happen twice by it: every call of a saga is keyed.
      </Confirm>
    </Part>
  );
}
