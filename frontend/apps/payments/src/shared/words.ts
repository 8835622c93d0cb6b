import type { Payment, PaymentStatus } from '@shopmesh/sdk';
import type { Tone } from '@shopmesh/ui';

export const STATUS: Record<PaymentStatus, { word: string; tone: Tone }> = {
  initiated: { word: 'To pay', tone: 'warning' },
  processing: { word: 'Being confirmed', tone: 'warning' },
  authorized: { word: 'Held on the card', tone: 'warning' },
  completed: { word: 'Paid', tone: 'success' },
  failed: { word: 'Declined', tone: 'error' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  partially_refunded: { word: 'Partly refunded', tone: 'neutral' },
  refunded: { word: 'Refunded', tone: 'neutral' },
};

export const STATUS_WORDS = Object.fromEntries(
  Object.entries(STATUS).map(([status, { word }]) => [status, word]),
) as Record<PaymentStatus, string>;

/** What it was for, in a few words. */
export const subjectOf = ({ type, description }: Pick<Payment, 'type' | 'description'>): string =>
  type === 'request' ? description || 'Payment request' : 'Order';

/** A customer or vendor whom these pages know by number alone: enough of it to tell two apart. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;

const ENDINGS: Readonly<Record<string, string>> = {
  withdrawn: 'It was withdrawn. Nothing was charged.',
  turned_down: 'The customer turned it down. Nothing was charged.',
  expired: 'It was not paid in time. Nothing was charged.',
  hold_expired: 'The hold on the card ended before it was taken. Nothing was charged.',
  provider_error: 'The payment provider failed. Nothing was charged.',
};

/** Why there is no money, where it is not the card. */
export const endedBecause = (code: string | null): string | undefined => ENDINGS[code ?? ''];

/** A code of the provider's that has no words here is at least readable. */
export const readable = (code: string): string => code.replaceAll('_', ' ');
