import type { Order } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { pollEvery, pollListEvery } from './polling';
import { progressOf } from './progress';

const at = '2026-03-01T10:00:00Z';
const placed = { status: 'pending', at, note: 'Order placed.' } as const;
const states = (order: Pick<Order, 'status' | 'timeline'>) =>
  progressOf(order).map(({ title, state }) => `${title}: ${state}`);

test('a pending order is waiting for its payment, with the rest ahead', () => {
  expect(states({ status: 'pending', timeline: [placed] })).toEqual([
    'Order placed: done',
    'Confirming your payment: current',
    'Order confirmed: todo',
    'Being packed: todo',
    'On its way: todo',
    'Delivered: todo',
  ]);
});

test('an order on its way stands there, with the delivery ahead', () => {
  const timeline = [placed, { status: 'shipped', at, note: 'On its way.' } as const];
  expect(states({ status: 'shipped', timeline })).toEqual([
    'Order placed: done',
    'On its way: current',
    'Delivered: todo',
  ]);
});

test('a delivered order has nothing ahead', () => {
  const timeline = [placed, { status: 'delivered', at, note: 'Delivered.' } as const];
  expect(states({ status: 'delivered', timeline })).toEqual(['Order placed: done', 'Delivered: done']);
});

test('a cancelled order ends there', () => {
  const timeline = [placed, { status: 'cancelled', at, note: 'Cancelled: the payment was declined.' } as const];
  expect(states({ status: 'cancelled', timeline })).toEqual([
    'Order placed: done',
    'Cancelled: the payment was declined: failed',
  ]);
});

test('the money that comes back after a cancellation is no second failure', () => {
  const timeline = [
    placed,
    { status: 'cancelled', at, note: 'Cancelled by the customer.' },
    { status: 'cancelled', at, note: 'Payment refunded.' },
  ] as const;
  expect(states({ status: 'cancelled', timeline: [...timeline] })).toEqual([
    'Order placed: done',
    'Cancelled by the customer: failed',
    'Payment refunded: done',
  ]);
});

const since = (seconds: number) => Date.parse(at) + seconds * 1_000;

test('a pending order is asked for again, told live or not, more rarely after a minute', () => {
  expect(pollEvery({ status: 'pending', placed_at: at }, true, since(5))).toBe(2_000);
  expect(pollEvery({ status: 'pending', placed_at: at }, false, since(90))).toBe(10_000);
});

test('any other order is asked for only while nobody tells us, and never once it has arrived', () => {
  expect(pollEvery({ status: 'confirmed', placed_at: at }, true, since(5))).toBe(false);
  expect(pollEvery({ status: 'confirmed', placed_at: at }, false, since(5))).toBe(10_000);
  expect(pollEvery({ status: 'delivered', placed_at: at }, false, since(5))).toBe(false);
  expect(pollEvery(undefined, false)).toBe(false);
  expect(pollListEvery([{ status: 'delivered', placed_at: at }], false)).toBe(false);
  expect(pollListEvery([{ status: 'shipped', placed_at: at }], false)).toBe(10_000);
  expect(pollListEvery([{ status: 'shipped', placed_at: at }], true)).toBe(false);
});
