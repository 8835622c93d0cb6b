import { expect, test } from 'vitest';
import { sum, times } from './money';

test.each([
  ['0.10', 3, '0.30'],
  ['1199.99', 99, '118799.01'],
  ['1500', 2, '3000'],
  ['1.250', 2, '2.500'],
])('%s times %i is exactly %s', (amount, quantity, product) => {
  expect(times(amount, quantity)).toBe(product);
});

test('a sum keeps the decimals of its currency', () => {
  expect(sum(['0.10', '0.20', '99.70'])).toBe('100.00');
  expect(sum(['1500', '500'])).toBe('2000');
});

test('nothing costs nothing', () => {
  expect(sum([])).toBe('0.00');
});
