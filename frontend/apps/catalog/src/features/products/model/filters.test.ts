import { expect, test } from 'vitest';
import {
  asked,
  counted,
  countSet,
  hrefOf,
  LAST_PAGE,
  NONE,
  narrowed,
  nothingExactly,
  orderedRange,
  priceError,
  readFilters,
  writeFilters,
} from './filters';

const FULL = {
  search: 'größe & "quotes"',
  exact: true,
  category: 'photo-video',
  minPrice: '9.90',
  maxPrice: '1200',
  minRating: '4',
  vendor: '0193a1b2-0000-7000-8000-00000000c0de',
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
  ['ordering=cheapest'],
  ['min_rating=0'],
  ['min_rating=6'],
  ['min_rating=4.5'],
  ['vendor=1%20OR%201'],
  [`page=${LAST_PAGE + 1}`],
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

test('the first page is asked for without a number, so that everybody asks for the same', () => {
  expect(asked(NONE)).toEqual({ page_size: 24 });
});

test('figures are counted for the filters, whatever the order and the place in the list', () => {
  expect(counted({ ...NONE, search: 'lamp', minRating: '4', ordering: 'price', page: 7 })).toEqual({
    search: 'lamp',
    min_rating: '4',
  });
});

test('who insists on their own words gets what there is for just these, and the server is asked the same', () => {
  const exactly = { ...NONE, search: 'labtop', exact: true };
  expect(asked(exactly)).toEqual(asked({ ...exactly, exact: false }));
  expect(nothingExactly(exactly, 'laptop')).toBe(true);
  expect(nothingExactly(exactly, null)).toBe(false);
  expect(nothingExactly({ ...exactly, exact: false }, 'laptop')).toBe(false);
});

test('a changed filter begins the list anew', () => {
  expect(narrowed({ ...NONE, search: 'lamp', page: 7 }, { inStock: true })).toEqual({
    ...NONE,
    search: 'lamp',
    inStock: true,
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
  expect(countSet({ ...NONE, search: 'lamp', minPrice: '1', maxPrice: '9', inStock: true, minRating: '3' })).toBe(3);
});
