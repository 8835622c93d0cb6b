import type { Payment, PaymentEvent, PaymentStatus } from '@shopmesh/sdk';
import { formatPrice } from '@shopmesh/ui';
import { declinedBecause } from '@shopmesh/ui/paying';
import type { TimelineStep } from '@shopmesh/ui/timeline';
import { endedBecause, readable } from '../../../shared/words';

/** Each change as the history names it; `price` is what it was about. */
const TITLES: Readonly<Record<string, (price: string) => string>> = {
  initiated: (price) => `${price} asked for`,
  changed: (price) => `Changed to ${price}`,
  attempted: () => 'Payment begun',
  authorized: (price) => `${price} held on the card`,
  declined: () => 'Declined by the bank',
  captured: (price) => `${price} paid`,
  voided: (price) => `${price} let go`,
  refunded: (price) => `${price} given back`,
  refund_refused: (price) => `Giving back ${price} was refused`,
  cancelled: () => 'Cancelled',
  expired: () => 'Not paid in time',
};
const BAD: readonly string[] = ['declined', 'refund_refused', 'cancelled', 'expired', 'voided'];

/** What comes next, where somebody or something is waited for. */
const AHEAD: Partial<Record<PaymentStatus, string>> = {
  initiated: 'Waiting for the customer',
  processing: 'Waiting for the bank',
  authorized: 'Waiting to be taken',
};

const words = (kind: string) => readable(kind.charAt(0).toUpperCase() + kind.slice(1));

const noteOf = ({ kind, note }: PaymentEvent): string | undefined =>
  endedBecause(note) ?? (kind === 'declined' ? declinedBecause(note) : readable(note) || undefined);

function stepOf(event: PaymentEvent): TimelineStep {
  const { kind, amount, currency, at } = event;
  const title = TITLES[kind]?.(formatPrice(amount, currency)) ?? words(kind);
  return { title, at, note: noteOf(event), state: BAD.includes(kind) ? 'failed' : 'done' };
}

/** What happened, oldest first, and what is waited for. */
export function progressOf({ status }: Pick<Payment, 'status'>, history: readonly PaymentEvent[]): TimelineStep[] {
  const happened = history.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(stepOf);
  const next = AHEAD[status];
  return next ? [...happened, { title: next, state: 'current' }] : happened;
}
