import { type CartLine, cart, problemOf, type Sum } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatPrice } from '@shopmesh/ui';
import type { Refusal, ShortLine } from '../model/refusal';
import { PriceChanged } from './price-changed';
import { TooOften } from './too-often';

interface RefusalPanelProps {
  refusal: Refusal;
  lines: readonly CartLine[];
  onAgain: () => void;
  onOtherCard: () => void;
  /** The cart was put right: there is nothing left to complain about. */
  onAdjusted: () => void;
  /** The person takes this total instead of the one they saw. */
  onAgreed: (total: Sum) => void;
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

const money = ({ amount, currency }: Sum) => formatPrice(amount, currency);

function adjust(short: readonly ShortLine[]) {
  for (const { product_id, left } of short) cart.setQuantity(product_id, left);
}

/** Each way an order can fail, said plainly, with the next step beside it. */
export function RefusalPanel({ refusal, lines, onAgain, onOtherCard, onAdjusted, onAgreed }: RefusalPanelProps) {
  const settle = (short: readonly ShortLine[]) => () => {
    adjust(short);
    onAdjusted();
  };
  switch (refusal.kind) {
    case 'declined':
      return (
        <ErrorPanel
          problem={{
            title: 'Card declined: nothing was charged',
            detail: `${refusal.reason} Your cart is as it was: pay with another card, or ask your bank.`,
          }}
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
              {refusal.lines.some(({ left }) => left > 0) ? 'Take what is left' : 'Take it out of my cart'}
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
    case 'price-changed':
      return <PriceChanged {...refusal} onAgreed={onAgreed} />;
    case 'too-much':
      return (
        <ErrorPanel
          problem={{
            title: 'This is more than one order may come to',
            detail: `${refusal.limit ? `An order may come to ${money(refusal.limit)}. ` : ''}Order less at a time; nothing was charged.`,
          }}
          action={
            <Button variant="outlined" href="/cart">
              Change my cart
            </Button>
          }
        />
      );
    case 'holding-too-much':
      return (
        <ErrorPanel
          problem={{
            title: 'This is more than you can hold at once',
            detail: `${refusal.units ? `We set aside at most ${refusal.units.toLocaleString('en-IE')} units for one customer. ` : ''}Finish or cancel what you are paying for, or order less; nothing was charged.`,
          }}
          action={
            <Button variant="outlined" href="/cart">
              Change my cart
            </Button>
          }
        />
      );
    case 'too-often':
      return <TooOften seconds={refusal.seconds} onAgain={onAgain} />;
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
