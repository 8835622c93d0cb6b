import type { PaymentEvent } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { progressOf } from './progress';

const entry = (kind: string, minute: number, more: Partial<PaymentEvent> = {}): PaymentEvent => ({
  payment_id: 'p-1',
  kind: kind as PaymentEvent['kind'],
  status: 'initiated',
  amount: '40.00',
  currency: 'EUR',
  at: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`,
  note: '',
  ...more,
});
const titles = (steps: readonly { title: string }[]) => steps.map(({ title }) => title);

test('the history is told from its beginning, whatever order it came in', () => {
  const steps = progressOf({ status: 'completed' }, [
    entry('captured', 3),
    entry('initiated', 1),
    entry('attempted', 2),
  ]);
  expect(titles(steps)).toEqual(['€40.00 asked for', 'Payment begun', '€40.00 paid']);
  expect(steps.every(({ state }) => state === 'done')).toBe(true);
});

test.each([
  ['initiated', 'Waiting for the customer'],
  ['processing', 'Waiting for the bank'],
  ['authorized', 'Waiting to be taken'],
] as const)('of a payment that is %s, what is waited for comes last', (status, title) => {
  expect(progressOf({ status }, [entry('initiated', 1)]).at(-1)).toEqual({ title, state: 'current' });
});

test('what did not work is marked, and says why', () => {
  const [, declined] = progressOf({ status: 'failed' }, [
    entry('attempted', 1),
    entry('declined', 2, { note: 'insufficient_funds' }),
  ]);
  expect(declined).toMatchObject({
    title: 'Declined by the bank',
    note: 'There is not enough money on this card.',
    state: 'failed',
  });
});

test('a change this page does not know yet is told by its own name', () => {
  expect(titles(progressOf({ status: 'completed' }, [entry('charged_back', 1)]))).toEqual(['Charged back']);
});

test('a request that nobody paid says how it ended', () => {
  const [step] = progressOf({ status: 'cancelled' }, [entry('cancelled', 1, { note: 'turned_down' })]);
  expect(step).toMatchObject({ title: 'Cancelled', note: 'The customer turned it down. Nothing was charged.' });
});
