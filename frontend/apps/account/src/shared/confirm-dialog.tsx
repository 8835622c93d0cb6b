import { problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, Typography } from '@shopmesh/ui';
import { type ReactNode, useState } from 'react';

interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in plain words. */
  words: ReactNode;
  /** What the button does, as a verb: never "OK". */
  label: string;
  run: () => Promise<unknown>;
}

/** For what cannot be undone. */
export function ConfirmDialog({ open, onClose, title, words, label, run }: ConfirmDialogProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setFailure(null);
    onClose();
  };
  const go = async () => {
    setBusy(true);
    setFailure(null);
    await run().then(close, setFailure);
    setBusy(false);
  };
  return (
    <Dialog open={open} onClose={close} title={title}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <Typography>{words}</Typography>
        {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          <Button busy={busy} onClick={() => void go()}>
            {label}
          </Button>
          <Button variant="outlined" onClick={close}>
            Cancel
          </Button>
        </Box>
      </Box>
    </Dialog>
  );
}
