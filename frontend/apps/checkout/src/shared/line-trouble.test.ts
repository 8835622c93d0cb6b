import type { CartLine } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { troubleOf } from './line-trouble';

const line = (more: Partial<CartLine>): CartLine => ({
  product_id: 1,
  quantity: 3,
  name: 'Lamp',
  unit_price: '10.00',
  line_total: '30.00',
  image_url: '',
  available: 9,
  problem: null,
  ...more,
});

test('a line that can be bought has no trouble', () => {
  expect(troubleOf(line({}))).toBeNull();
  expect(troubleOf(line({ available: 3 }))).toBeNull();
});

test('too many are settled with what is left', () => {
  expect(troubleOf(line({ available: 2, problem: 'out-of-stock' }))).toEqual({ words: 'Only 2 left', settle: 2 });
  expect(troubleOf(line({ available: 2 }))).toEqual({ words: 'Only 2 left', settle: 2 });
});

test('what cannot be bought at all is taken out', () => {
  expect(troubleOf(line({ available: 0, problem: 'out-of-stock' }))).toEqual({ words: 'Sold out', settle: 0 });
  expect(troubleOf(line({ problem: 'unavailable' }))).toEqual({ words: 'No longer for sale', settle: 0 });
});
