import { Box, Button, ErrorPanel, Typography } from '@shopmesh/ui';
import { MessageSquareText } from '@shopmesh/ui/icons';
import { useState } from 'react';
import type { Prover } from './proof-form';
import { secondsToWait } from './refusal';
import { TypedProof } from './typed-proof';
import { inMinutes, useCountdown } from './use-countdown';

const AGAIN_AFTER_S = 30;

/** A message costs money and a little patience, so it is sent on request; then the field for its code appears. */
export function SmsProof({ send, ...prover }: Prover & { send: () => Promise<{ phone_hint: string }> }) {
  const [hint, setHint] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [wait, beginWait] = useCountdown();
  const start = async () => {
    setBusy(true);
    setFailure(null);
    try {
      setHint((await send()).phone_hint);
      beginWait(AGAIN_AFTER_S);
    } catch (error) {
      setFailure(error);
      beginWait(secondsToWait(error));
    }
    setBusy(false);
  };
  const button = (
    <Button
      variant={hint === null ? 'contained' : 'text'}
      size={hint === null ? 'large' : 'medium'}
      busy={busy}
      disabled={wait > 0}
      startIcon={<MessageSquareText size={18} aria-hidden />}
      sx={hint === null ? {} : { justifySelf: 'start', paddingInline: 1 }}
      onClick={() => void start()}
    >
      {wait > 0 ? `Send again in ${inMinutes(wait)}` : hint === null ? 'Send me a code' : 'Send again'}
    </Button>
  );
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={prover.describe(failure)} />}
      <Typography role="status" sx={{ color: 'text.secondary' }}>
        {hint === null
          ? 'We send six digits to your phone.'
          : `We sent six digits to the number ending in ${hint.replace(/^\W+/, '')}.`}
      </Typography>
      {hint === null ? (
        button
      ) : (
        <TypedProof {...prover} method="sms">
          {button}
        </TypedProof>
      )}
    </Box>
  );
}
