import { ApiError } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import type { OrderRequest } from '../api/place-order';
import { refusalOf } from './refusal';

const BODY = {
  items: [
    { product_id: 7, quantity: 2 },
    { product_id: 9, quantity: 1 },
  ],
} as unknown as OrderRequest;
const answered = (status: number, code: string, more: object = {}) =>
  refusalOf(new ApiError(status, { type: `/problems/${code}`, title: code, ...more }), BODY, false);

test('a declined card is told in words for its code, also for a code we do not know', () => {
  expect(answered(402, 'payment-declined', { decline_code: 'insufficient_funds' })).toEqual({
    kind: 'declined',
    reason: 'There is not enough money on this card.',
  });
  expect(answered(402, 'payment-declined', { decline_code: 'moon_phase' })).toEqual({
    kind: 'declined',
    reason: 'The bank declined the card.',
  });
});

test('out of stock names what is left of each line', () => {
  const lines = [
    { product_id: 7, requested: 2, available: 1 },
    { product_id: 9, requested: 1, available: 0 },
  ];
  expect(answered(409, 'out-of-stock', { lines })).toEqual({
    kind: 'short',
    lines: [
      { product_id: 7, left: 1 },
      { product_id: 9, left: 0 },
    ],
  });
});

test('lines of another shape break nothing', () => {
  expect(answered(409, 'out-of-stock', { lines: 'many' })).toEqual({ kind: 'short', lines: [] });
  expect(answered(409, 'out-of-stock', { lines: [null, 3, { product_id: 'x' }] })).toEqual({
    kind: 'short',
    lines: [],
  });
});

test('a product no longer sold is found by the pointer into what was sent', () => {
  const errors = [
    { pointer: '/items/1/product_id', code: 'product-unavailable', detail: '' },
    { pointer: '/items/8/product_id', code: 'product-unavailable', detail: '' },
    { pointer: '', code: '', detail: '' },
  ];
  expect(answered(409, 'product-unavailable', { errors })).toEqual({
    kind: 'not-for-sale',
    lines: [{ product_id: 9, left: 0 }],
  });
});

test('a changed price tells both totals, and how an unreadable answer leaves them out', () => {
  const more = { expected: { amount: '20.00', currency: 'EUR' }, total: { amount: '22.00', currency: 'EUR' } };
  expect(answered(409, 'price-changed', more)).toEqual({
    kind: 'price-changed',
    before: more.expected,
    now: more.total,
  });
  expect(answered(409, 'price-changed', { expected: 7 })).toEqual({ kind: 'price-changed', before: null, now: null });
});

test('the limit of an order, and the pause of who orders too often, are told', () => {
  const limit = { amount: '10000.00', currency: 'EUR' };
  expect(answered(409, 'amount-limit', { limit })).toEqual({ kind: 'too-much', limit });
  expect(refusalOf(new ApiError(429, { type: '/problems/rate-limited' }, 17), BODY, false)).toEqual({
    kind: 'too-often',
    seconds: 17,
  });
  expect(answered(429, 'rate-limited')).toEqual({ kind: 'too-often', seconds: 30 });
});

test('what one customer may hold at once is told', () => {
  expect(answered(409, 'reservation-limit', { most_units: 1000 })).toEqual({ kind: 'holding-too-much', units: 1000 });
  expect(answered(409, 'reservation-limit')).toEqual({ kind: 'holding-too-much', units: null });
});

test('an expired order and a closed shop are told apart from the rest', () => {
  expect(answered(409, 'order-expired')).toEqual({ kind: 'expired' });
  expect(answered(503, 'dependency-unavailable', { detail: 'payments' })).toEqual({
    kind: 'closed',
    detail: 'payments',
  });
  expect(answered(403, 'forbidden').kind).toBe('other');
});

test('as long as an attempt is unaccounted for, that is what is said', () => {
  expect(refusalOf(new ApiError(503, { type: '/problems/x' }), BODY, true)).toEqual({ kind: 'unknown' });
});
