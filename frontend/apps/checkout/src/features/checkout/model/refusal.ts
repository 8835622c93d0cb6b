import { ApiError, type Sum } from '@shopmesh/sdk';
import { declinedBecause } from '@shopmesh/ui/paying';
import type { OrderRequest } from '../api/place-order';

/** A line that stopped the order; `left` units could be had. */
export interface ShortLine {
  product_id: number;
  left: number;
}

/** Why there is no order, in the terms the page acts on. */
export type Refusal =
  | { kind: 'declined'; reason: string }
  | { kind: 'short'; lines: ShortLine[] }
  | { kind: 'not-for-sale'; lines: ShortLine[] }
  | { kind: 'price-changed'; before: Sum | null; now: Sum | null }
  | { kind: 'too-much'; limit: Sum | null }
  | { kind: 'holding-too-much'; units: number | null }
  | { kind: 'too-often'; seconds: number }
  | { kind: 'expired' }
  | { kind: 'unknown' }
  | { kind: 'closed'; detail: string }
  | { kind: 'other'; error: unknown };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function shortLines(lines: unknown): ShortLine[] {
  if (!Array.isArray(lines)) return [];
  return lines
    .filter(isRecord)
    .map(({ product_id, available }) => ({ product_id: Number(product_id), left: Math.max(0, Number(available) || 0) }))
    .filter(({ product_id }) => Number.isInteger(product_id));
}

const sum = (value: unknown): Sum | null =>
  isRecord(value) && typeof value.amount === 'string' && typeof value.currency === 'string'
    ? { amount: value.amount, currency: value.currency as Sum['currency'] }
    : null;

// Where an answer does not say how long.
const A_WHILE_S = 30;

/** "/items/1/product_id" → the product of the second line that was sent. */
function pointedAt(error: ApiError, { items }: OrderRequest): ShortLine[] {
  return error.errors.flatMap(({ pointer }) => {
    const item = items[Number(/^\/items\/(\d+)\//.exec(pointer)?.[1] ?? Number.NaN)];
    return item ? [{ product_id: item.product_id, left: 0 }] : [];
  });
}

/** `unknown`: the attempt is still unaccounted for, whatever the last answer was. */
export function refusalOf(error: unknown, body: OrderRequest, unknown: boolean): Refusal {
  if (unknown) return { kind: 'unknown' };
  if (!(error instanceof ApiError)) return { kind: 'other', error };
  switch (error.code) {
    case 'payment-declined':
      return {
        kind: 'declined',
        reason: declinedBecause(error.extensions.decline_code),
      };
    case 'out-of-stock':
      return { kind: 'short', lines: shortLines(error.extensions.lines) };
    case 'product-unavailable':
      return { kind: 'not-for-sale', lines: pointedAt(error, body) };
    case 'price-changed':
      return { kind: 'price-changed', before: sum(error.extensions.expected), now: sum(error.extensions.total) };
    case 'amount-limit':
      return { kind: 'too-much', limit: sum(error.extensions.limit) };
    case 'reservation-limit':
      return { kind: 'holding-too-much', units: Number(error.extensions.most_units) || null };
    case 'rate-limited':
      return { kind: 'too-often', seconds: error.retryAfter ?? A_WHILE_S };
    case 'order-expired':
      return { kind: 'expired' };
    default:
      return error.status === 503 ? { kind: 'closed', detail: error.detail } : { kind: 'other', error };
  }
}
