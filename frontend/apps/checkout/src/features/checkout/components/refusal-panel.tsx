import { type CartLine, cart, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel } from '@shopmesh/ui';
import type { Refusal, ShortLine } from '../model/refusal';

interface RefusalPanelProps {
  refusal: Refusal;
  lines: readonly CartLine[];
  onAgain: () => void;
  onOtherCard: () => void;
  /** The cart was put right: there is nothing left to complain about. */
  onAdjusted: () => void;
}

const told = (short: readonly ShortLine[], lines: readonly CartLine[]) =>
  short
    .map(({ product_id, left }) => {
      const name = lines.find((line) => line.product_id === product_id)?.name ?? `Product ${product_id}`;
      return `${name}: ${left > 0 ? `only ${left} left` : 'sold out'}.`;
    })
    .join(' ');

const named = (short: readonly ShortLine[], lines: readonly CartLine[]) =>
  lines.filter((line) => short.some(({ product_id }) => product_id === line.product_id)).map(({ name }) => name);

function adjust(short: readonly ShortLine[]) {
  for (const { product_id, left } of short) cart.setQuantity(product_id, left);
}

/** Each way an order can fail, said plainly, with the next step beside it. */
export function RefusalPanel({ refusal, lines, onAgain, onOtherCard, onAdjusted }: RefusalPanelProps) {
  const settle = (short: readonly ShortLine[]) => () => {
    adjust(short);
    onAdjusted();
  };
  switch (refusal.kind) {
    case 'declined':
      return (
        <ErrorPanel
          problem={{ title: 'Card declined: nothing was charged', detail: refusal.reason }}
          action={
            <Button variant="outlined" onClick={onOtherCard}>
              Try another card
            </Button>
          }
        />
      );
    case 'short':
      return (
        <ErrorPanel
          problem={{ title: 'Not enough left', detail: `${told(refusal.lines, lines)} Nothing was charged.` }}
          action={
            <Button variant="outlined" onClick={settle(refusal.lines)}>
              Adjust my cart
            </Button>
          }
        />
      );
    case 'not-for-sale':
      return (
        <ErrorPanel
          problem={{
            title: 'No longer for sale',
            detail: `${named(refusal.lines, lines).join(', ') || 'Something in your cart'} was taken off the shelf. Nothing was charged.`,
          }}
          action={
            <Button variant="outlined" onClick={settle(refusal.lines)}>
              Take it out of my cart
            </Button>
          }
        />
      );
    case 'expired':
      return (
        <ErrorPanel
          problem={{
            title: 'The order took too long',
            detail: 'It was cancelled and nothing was charged. You can pay again.',
          }}
        />
      );
    case 'closed':
      return (
        <ErrorPanel
          problem={{
            title: 'We cannot take orders right now',
            detail: 'A part of the shop does not answer. Nothing was charged; your cart stays as it is.',
          }}
          onRetry={onAgain}
        />
      );
    case 'unknown':
      return (
        <ErrorPanel
          problem={{
            title: 'We did not hear back',
            detail: 'Your order may or may not have gone through. Asking again is safe: you cannot be charged twice.',
          }}
          action={
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <Button variant="outlined" onClick={onAgain}>
                Ask again
              </Button>
              <Button variant="text" href="/orders">
                My orders
              </Button>
            </Box>
          }
        />
      );
    default:
      return <ErrorPanel problem={problemOf(refusal.error)} onRetry={onAgain} />;
  }
}
