import type { Order, OrderStatus } from '@shopmesh/sdk';
import type { Tone } from '@shopmesh/ui';

/** As staff says it; a customer reads other words for the same. */
export const STATUS_WORDS: Record<OrderStatus, { word: string; tone: Tone }> = {
  pending: { word: 'In checkout', tone: 'warning' },
  confirmed: { word: 'To pack', tone: 'warning' },
  processing: { word: 'Packing', tone: 'info' },
  shipped: { word: 'Shipped', tone: 'info' },
  delivered: { word: 'Delivered', tone: 'success' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

interface Move {
  readonly to: OrderStatus;
  readonly verb: string;
  readonly words: string;
}

const PACK: Move = { to: 'processing', verb: 'Start packing', words: 'The customer is told that it is being packed.' };
const SHIP: Move = { to: 'shipped', verb: 'Mark as shipped', words: 'From now on it cannot be cancelled any more.' };
const DELIVER: Move = {
  to: 'delivered',
  verb: 'Mark as delivered',
  words: 'The customer can review what is in it as a verified buyer.',
};

const MOVES: Partial<Record<OrderStatus, readonly Move[]>> = {
  confirmed: [PACK, SHIP],
  processing: [SHIP],
  shipped: [DELIVER],
};

export const movesOf = ({ status }: Pick<Order, 'status'>): readonly Move[] => MOVES[status] ?? [];
export const mayCancel = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'confirmed' || status === 'processing';
