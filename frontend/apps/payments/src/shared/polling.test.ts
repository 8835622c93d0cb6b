import type { Payment } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { pollEvery } from './polling';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const payment = (status: Payment['status'], updated_at = '2026-03-01T09:59:59Z') => ({ status, updated_at });

test('the bank’s answer is asked for often at first, then now and then, told live or not', () => {
  for (const live of [true, false]) {
    expect(pollEvery(payment('processing'), live, NOW)).toBe(2_000);
    expect(pollEvery(payment('processing', '2026-03-01T09:00:00Z'), live, NOW)).toBe(10_000);
  }
});

test.each(['initiated', 'authorized'] as const)('%s is asked about only while nobody tells', (status) => {
  expect(pollEvery(payment(status), false, NOW)).toBe(10_000);
  expect(pollEvery(payment(status), true, NOW)).toBe(false);
});

test.each(['completed', 'failed', 'cancelled', 'refunded', 'partially_refunded'] as const)(
  '%s stays as it is',
  (status) => {
    expect(pollEvery(payment(status), false, NOW)).toBe(false);
  },
);
