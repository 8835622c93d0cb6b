import { problemOf, useTitle } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatMoment, LinesSkeleton, PageHeading } from '@shopmesh/ui';
import { RefreshCw } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { type SigningKey, useKeys, useRevoke, useRotate } from '../features/keys/api/keys';
import { KeyTable } from '../features/keys/components/key-table';
import { Confirm } from '../shared/confirm';

export function KeysPage() {
  useTitle('Signing keys');
  const keys = useKeys();
  const [rotate, revoke] = [useRotate(), useRevoke()];
  const [rotating, setRotating] = useState(false);
  const [revoked, setRevoked] = useState<SigningKey | null>(null);
  return (
    <>
      <PageHeading
        title="Signing keys"
        lead="Access tokens are signed with RS256. Services know the public halves only, and verify by themselves."
        action={
          <Button startIcon={<RefreshCw size={18} aria-hidden />} onClick={() => setRotating(true)}>
            Rotate
          </Button>
        }
      />
      {keys.isPending && <LinesSkeleton label="Loading keys" count={3} />}
      {keys.isError && !keys.data && <ErrorPanel problem={problemOf(keys.error)} onRetry={() => void keys.refetch()} />}
      {keys.data && (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <KeyTable keys={keys.data.results} onRevoke={setRevoked} />
          <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
            Rotated every {keys.data.rotation.every_days} days
            {keys.data.rotation.next_at && `; next on ${formatMoment(keys.data.rotation.next_at)}`}. This list keeps
            itself up to date.
          </Box>
        </Box>
      )}
      <Confirm
        open={rotating}
        onClose={() => setRotating(false)}
        title="Rotate the signing key?"
        verb="Rotate"
        done="The next key is published; it becomes active by itself"
        run={() => rotate(undefined)}
      >
        A new key is made and published now, and signs once every service has had time to learn it. Nobody is signed
        out.
      </Confirm>
      <Confirm
        open={revoked !== null}
        onClose={() => setRevoked(null)}
        title="Revoke this key?"
        verb="Revoke"
        done="The key is revoked; every service refuses it within a minute"
        run={async () => revoked && revoke(revoked.kid)}
      >
        For a key that has leaked. Every access token it signed is refused: here at once, in every service within a
        minute. Browsers fetch new tokens by themselves.
      </Confirm>
    </>
  );
}
