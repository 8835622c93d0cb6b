import { ApiError } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { refusalOf } from './refusal';

const refused = (status: number, code: string, more: object = {}) =>
  new ApiError(status, { type: `/problems/${code}`, title: code, detail: 'As the API says it.', ...more });

test.each([
  [
    refused(402, 'payment-declined', { decline_code: 'insufficient_funds' }),
    'Card declined: nothing was charged',
    'other-card',
  ],
  [refused(409, 'invalid-state'), 'This can no longer be paid', 'look'],
  [refused(503, 'dependency-unavailable'), 'We cannot take payments right now', 'again'],
  [refused(429, 'rate-limited'), 'rate-limited', 'again'],
  [refused(403, 'forbidden'), 'forbidden', 'none'],
  [new TypeError('failed'), 'Something went wrong', 'again'],
] as const)('%s is told as %j, with the way on %j', (error, title, way) => {
  expect(refusalOf(error, false)).toMatchObject({ title, way });
});

test('a declined card says why, as far as the bank does', () => {
  const declined = (decline_code: string) =>
    refusalOf(refused(402, 'payment-declined', { decline_code }), false).detail;
  expect(declined('insufficient_funds')).toBe('There is not enough money on this card.');
  expect(declined('something_new')).toBe('The bank declined the card.');
});

test('as long as nobody knows whether it was charged, nothing else is claimed', () => {
  expect(refusalOf(refused(503, 'dependency-unavailable'), true)).toMatchObject({
    title: 'We did not hear back',
    way: 'again',
  });
});
