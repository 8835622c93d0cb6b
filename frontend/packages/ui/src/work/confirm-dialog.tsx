import { Box, Button, Dialog, ErrorPanel, type ProblemLike, toast } from '@shopmesh/ui';
import { type ReactNode, useState } from 'react';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and to whom. */
  children: ReactNode;
  /** The verb, on the button. */
  verb: string;
  /** On the other button, where "Cancel" could be taken for the deed itself. */
  otherwise?: string;
  run: () => Promise<unknown>;
  /** Said when it is done. */
  done: string;
  /** Any thrown thing in words. */
  describe: (error: unknown) => ProblemLike;
}

/** For what cannot be undone, or ends somebody's sessions. A refusal stays in the dialog, in the words of the API. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  verb,
  otherwise = 'Cancel',
  run,
  done,
  describe,
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const close = () => {
    setFailure(null);
    onClose();
  };
  const act = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await run();
      toast({ message: done });
      close();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      footer={
        <Box sx={{ display: 'flex', justifyContent: 'end', gap: 1 }}>
          <Button variant="outlined" onClick={close}>
            {otherwise}
          </Button>
          <Button busy={busy} onClick={() => void act()}>
            {verb}
          </Button>
        </Box>
      }
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {failure !== null && <ErrorPanel problem={describe(failure)} />}
        <div>{children}</div>
      </Box>
    </Dialog>
  );
}
