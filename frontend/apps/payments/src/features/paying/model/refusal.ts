import { ApiError, problemOf } from '@shopmesh/sdk';
import { declinedBecause } from '@shopmesh/ui/paying';

/** Why it is not paid, and what helps: another card, asking again, or a look at how it stands now. */
export interface Refusal {
  readonly title: string;
  readonly detail: string;
  readonly way: 'other-card' | 'again' | 'look' | 'none';
}

const UNKNOWN: Refusal = {
  title: 'We did not hear back',
  detail: 'It may or may not be paid. Asking again is safe: you cannot be charged twice.',
  way: 'again',
};

/** `unknown`: the attempt is still unaccounted for, whatever the last answer was. */
export function refusalOf(error: unknown, unknown: boolean): Refusal {
  if (unknown) return UNKNOWN;
  const { title, detail } = problemOf(error);
  if (!(error instanceof ApiError)) return { title, detail, way: 'again' };
  if (error.code === 'payment-declined')
    return {
      title: 'Card declined: nothing was charged',
      detail: declinedBecause(error.extensions.decline_code),
      way: 'other-card',
    };
  if (error.code === 'invalid-state')
    return {
      title: 'This can no longer be paid',
      detail: 'It was paid already, withdrawn, or its time is over. You were not charged again.',
      way: 'look',
    };
  if (error.code === 'price-changed')
    return {
      title: 'It asks for another amount by now',
      detail: 'Whoever asks changed it while you were here. Nothing was charged.',
      way: 'look',
    };
  if (error.status === 503)
    return {
      title: 'We cannot take payments right now',
      detail: 'A part of the shop does not answer. Nothing was charged.',
      way: 'again',
    };
  return { title, detail, way: error.transient ? 'again' : 'none' };
}
