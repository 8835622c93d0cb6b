import { Button, ErrorPanel } from '@shopmesh/ui';
import { inMinutes, useCountdown } from '@shopmesh/ui/identity';
import { useEffect, useRef } from 'react';

/** Counts down to the moment at which it may be tried again. The panel says so once; the seconds stand on the button. */
export function TooOften({ seconds, onAgain }: { seconds: number; onAgain: () => void }) {
  const [left, begin] = useCountdown();
  const start = useRef(begin);
  useEffect(() => start.current(seconds), [seconds]);
  return (
    <ErrorPanel
      problem={{
        title: 'Too many orders in a short time',
        detail: 'Nothing was charged, and your cart stays as it is. Wait a moment, then try again.',
      }}
      action={
        <Button variant="outlined" disabled={left > 0} onClick={onAgain}>
          {left > 0 ? `Try again in ${inMinutes(left)}` : 'Try again'}
        </Button>
      }
    />
  );
}
