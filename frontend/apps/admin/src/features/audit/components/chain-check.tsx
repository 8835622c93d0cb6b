import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatMoment, StatusChip } from '@shopmesh/ui';
import { ShieldCheck } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { type Verdict, verifyChain } from '../api/entries';

const Told = ({ verdict }: { verdict: Verdict }) => (
  <Box role="status" sx={{ display: 'grid', gap: 0.5 }}>
    <span>
      {verdict.valid ? (
        <StatusChip tone="success">The chain is whole: {verdict.entries} entries</StatusChip>
      ) : (
        <StatusChip tone="error">
          Entry {verdict.first_bad?.seq}: {verdict.first_bad?.words}
        </StatusChip>
      )}
    </span>
    <Box sx={{ color: 'text.secondary', fontSize: '0.85rem', overflowWrap: 'anywhere' }}>
      Checked {formatMoment(verdict.checked_at)}. Note the head elsewhere: {verdict.head.seq}, {verdict.head.hash}
    </Box>
  </Box>
);

export function ChainCheck() {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setFailure(null);
    await verifyChain().then(setVerdict, setFailure);
    setBusy(false);
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Button
        variant="outlined"
        busy={busy}
        onClick={() => void check()}
        startIcon={<ShieldCheck size={18} aria-hidden />}
      >
        {busy ? 'Checking every entry…' : 'Check the chain'}
      </Button>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      {verdict && <Told verdict={verdict} />}
    </Box>
  );
}
