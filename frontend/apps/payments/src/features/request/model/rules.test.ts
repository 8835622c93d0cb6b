import { expect, test } from 'vitest';
import { EMPTY, initiationOf, mistakes, type RequestValues } from './rules';

const GOOD: RequestValues = {
  ...EMPTY,
  customer_email: ' ada@example.com ',
  amount: '12,5',
  description: ' Repair of a lamp ',
};

test('a good request has no mistakes, and is sent as the API writes it', () => {
  expect(mistakes(GOOD)).toEqual({});
  expect(initiationOf(GOOD)).toEqual({
    type: 'initiate',
    customer_email: 'ada@example.com',
    amount: '12.50',
    currency: 'EUR',
    description: 'Repair of a lamp',
    expires_in_days: 14,
    capture: 'automatic',
  });
});

test.each([
  ['customer_email', 'ada'],
  ['customer_email', ''],
  ['amount', '0'],
  ['amount', '12.345'],
  ['description', '  '],
  ['expires_in_days', '0'],
  ['expires_in_days', '91'],
  ['expires_in_days', '1.5'],
] as const)('%s cannot be %j', (name, value) => {
  expect(Object.keys(mistakes({ ...GOOD, [name]: value }))).toEqual([name]);
});

test('what is an amount depends on the currency', () => {
  expect(mistakes({ ...GOOD, amount: '500', currency: 'JPY' })).toEqual({});
  expect(Object.keys(mistakes({ ...GOOD, amount: '500.5', currency: 'JPY' }))).toEqual(['amount']);
});
