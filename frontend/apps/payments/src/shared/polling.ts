import type { Payment } from '@shopmesh/sdk';

const POLL_MS = 2_000;
const POLL_LATER_MS = 10_000;
const SOON_MS = 60_000;
const OPEN: readonly Payment['status'][] = ['initiated', 'processing', 'authorized'];

type Known = Pick<Payment, 'status' | 'updated_at'>;

/** Somebody can still change it without this page. */
export const isOpen = ({ status }: Pick<Payment, 'status'>): boolean => OPEN.includes(status);

/**
 * While the bank is asked: often in the first minute, then now and then, told live or not, because that is what the person waits for.
 * While somebody is waited for: only as long as nobody tells us. Not at all once the outcome is known.
 */
export function pollEvery(payment: Known | undefined, live: boolean, now = Date.now()): number | false {
  if (!payment || !isOpen(payment)) return false;
  if (payment.status !== 'processing') return live ? false : POLL_LATER_MS;
  return now - Date.parse(payment.updated_at) < SOON_MS ? POLL_MS : POLL_LATER_MS;
}
