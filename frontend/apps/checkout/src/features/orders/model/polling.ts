import type { Order } from '@shopmesh/sdk';

const POLL_MS = 2_000;
const POLL_LATER_MS = 10_000;
const SOON_MS = 60_000;
const OPEN_MS = 10_000;

type Known = Pick<Order, 'status' | 'placed_at'>;

export const isOpen = ({ status }: Pick<Order, 'status'>): boolean => status !== 'delivered' && status !== 'cancelled';

/**
 * A payment being confirmed: often in the first minute, then now and then, told live or not, because that is what the person waits
 * for. Any other order that is still on its way: only while nobody tells us. Not at all once the outcome is known.
 */
export function pollEvery(order: Known | undefined, live: boolean, now = Date.now()): number | false {
  if (!order || !isOpen(order)) return false;
  if (order.status !== 'pending') return live ? false : OPEN_MS;
  return now - Date.parse(order.placed_at) < SOON_MS ? POLL_MS : POLL_LATER_MS;
}

/** The list: while something on it is still on its way and nobody tells us. */
export const pollListEvery = (orders: readonly Known[] | undefined, live: boolean): number | false =>
  !live && orders?.some(isOpen) ? OPEN_MS : false;
