import { Box, Button, ErrorPanel, Typography } from '@shopmesh/ui';
import { FingerprintPattern } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { METHODS } from './methods';
import type { Prover } from './proof-form';

/** The browser opens a window of its own, and only after a press: some browsers refuse it otherwise. */
export function PasskeyProof({ prove, describe }: Prover) {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    setFailure(null);
    await prove({ method: 'passkey', secret: '' }).catch(setFailure);
    setBusy(false);
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={describe(failure)} />}
      <Typography sx={{ color: 'text.secondary' }}>{METHODS.passkey.hint}</Typography>
      <Button
        size="large"
        busy={busy}
        startIcon={<FingerprintPattern size={20} aria-hidden />}
        onClick={() => void start()}
      >
        {busy ? 'Waiting for your passkey…' : 'Use your passkey'}
      </Button>
    </Box>
  );
}
