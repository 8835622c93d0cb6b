import { expect, test } from 'vitest';
import { addLine, EMPTY, lineOf, MAX_QUANTITY, merge, setQuantity } from './lines';

const product = (id: number, price: string) => ({
  id,
  name: `Product ${id}`,
  price,
  stock: { available: 10, level: 'in_stock' as const },
  image: null,
});
const cartOf = (...lines: [number, number][]) =>
  lines.reduce((cart, [id, quantity]) => addLine(cart, lineOf(product(id, '0.10'), quantity)), EMPTY);

test('three times ten cents are exactly thirty cents', () => {
  expect(addLine(EMPTY, lineOf(product(1, '0.10'), 3)).total).toBe('0.30');
});

test('adding a product that is already there raises its quantity', () => {
  expect(cartOf([1, 1], [1, 2]).items).toMatchObject([{ product_id: 1, quantity: 3 }]);
});

test('a quantity of zero takes the line out', () => {
  expect(setQuantity(cartOf([1, 2], [2, 1]), 1, 0)).toMatchObject({ count: 1, total: '0.10' });
});

test('a line never grows beyond what the shop takes at once', () => {
  expect(cartOf([1, MAX_QUANTITY], [1, 5]).count).toBe(MAX_QUANTITY);
});

test('merging keeps what only one side has and the larger number of what both have', () => {
  const merged = merge(cartOf([1, 2], [2, 1]), cartOf([2, 3], [3, 1]).items);
  expect(merged.items.map(({ product_id, quantity }) => [product_id, quantity])).toEqual([
    [1, 2],
    [2, 3],
    [3, 1],
  ]);
});

test('merging the same cart twice changes nothing the second time', () => {
  const browser = cartOf([2, 3]).items;
  const once = merge(cartOf([1, 2]), browser);
  expect(merge(once, browser)).toEqual(once);
});
