import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Typography } from '@shopmesh/ui';
import { ChevronDown } from '@shopmesh/ui/icons';
import { type ReactNode, useRef } from 'react';
import { useReadingOn } from './use-reading-on';

interface ReadOnProps {
  next: { there: boolean; busy: boolean; error: unknown; read: () => Promise<unknown> };
  /** "Load more products". */
  label: string;
  /** Said when there is no more. */
  ended: string;
  /** Shaped like what comes. */
  skeleton: ReactNode;
  /** The button was pressed: whoever draws the list moves the focus to the first of what comes. */
  onPress?: () => void;
  /** Also when the end comes near the screen. */
  byItself?: boolean;
}

/** The end of a list: more on its way, more to ask for, a failure with a way on, or that this is all. */
export function ReadOn({ next, label, ended, skeleton, onPress, byItself = false }: ReadOnProps) {
  const end = useRef<HTMLDivElement>(null);
  const failed = Boolean(next.error);
  const ready = byItself && next.there && !next.busy;
  const readOn = useReadingOn(end, { ready, failed, read: next.read });
  const press = () => {
    onPress?.();
    void readOn();
  };
  return (
    <Box ref={end} sx={{ marginTop: { xs: 3.5, md: 5 } }}>
      {next.busy && skeleton}
      {failed && !next.busy && <ErrorPanel problem={problemOf(next.error)} onRetry={press} />}
      {!failed && next.there && (
        <Box sx={{ display: 'grid', justifyItems: 'center', marginTop: next.busy ? 3 : 0 }}>
          <Button
            variant="outlined"
            size="large"
            busy={next.busy}
            startIcon={<ChevronDown size={20} aria-hidden />}
            onClick={press}
          >
            {label}
          </Button>
        </Box>
      )}
      {!next.there && !next.busy && !failed && (
        <Typography variant="body2" sx={{ color: 'text.secondary', textAlign: 'center' }}>
          {ended}
        </Typography>
      )}
    </Box>
  );
}
