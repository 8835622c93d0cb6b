import { expect, test } from 'vitest';
import { asked, countSet, hrefOf, NONE, orderedRange, priceError, readFilters, writeFilters } from './filters';

const FULL = {
  search: 'größe & "quotes"',
  category: 'photo-video',
  minPrice: '9.90',
  maxPrice: '1200',
  inStock: true,
  ordering: '-price',
  page: 3,
} as const;

test('filters survive the trip through the URL', () => {
  expect(readFilters(new URLSearchParams(writeFilters(FULL).toString()))).toEqual(FULL);
  expect(readFilters(new URL(`http://shop${hrefOf(FULL)}`).searchParams)).toEqual(FULL);
});

test('nothing chosen is the plain address', () => {
  expect(hrefOf(NONE)).toBe('/products');
  expect(readFilters(new URLSearchParams())).toEqual(NONE);
});

test.each([
  ['page=0'],
  ['page=-1'],
  ['page=1.5'],
  ['page=abc'],
  ['min_price=NaN'],
  ['min_price=-5'],
  ['max_price=1e9'],
  ['min_price=12,50'],
  ['in_stock=maybe'],
  ['ordering=constructor'],
  ['ordering=rating'],
])('%s in the URL counts as not given', (query) => {
  expect(readFilters(new URLSearchParams(query))).toEqual(NONE);
});

test('the server is asked with its own parameter names, and never for more than it was told', () => {
  expect(asked({ ...NONE, inStock: true, maxPrice: '50', page: 2 })).toEqual({
    in_stock: 'true',
    max_price: '50',
    page: 2,
    page_size: 24,
  });
});

test('a price range given the wrong way round is turned', () => {
  expect(orderedRange('50', '20')).toEqual({ minPrice: '20', maxPrice: '50' });
  expect(orderedRange('9', '10')).toEqual({ minPrice: '9', maxPrice: '10' });
  expect(orderedRange('50', '')).toEqual({ minPrice: '50', maxPrice: '' });
});

test('a price that is no price is told before it reaches the URL', () => {
  expect(priceError('49.90')).toBeUndefined();
  expect(priceError('')).toBeUndefined();
  expect(priceError('cheap')).toBe('A number, like 49.90.');
});

test('the range counts as one filter and the search as none', () => {
  expect(countSet({ ...NONE, search: 'lamp', minPrice: '1', maxPrice: '9', inStock: true })).toBe(2);
});
