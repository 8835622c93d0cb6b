import { expect, test } from 'vitest';
import { NONE } from './filters';
import { chipsOf, countWords, rangeWords } from './words';

test.each([
  [{ count: 1 }, '1 product'],
  [{ count: 0, count_relation: 'exact' as const }, '0 products'],
  [{ count: 1_000, count_relation: 'at_least' as const }, '1,000+ products'],
])('%j is %s', (slice, words) => {
  expect(countWords(slice)).toBe(words);
});

test.each([
  ['10', '20', '€10.00 to €20.00'],
  ['10', null, 'From €10.00'],
  [null, '20', 'Up to €20.00'],
])('from %s to %s is "%s"', (min, max, words) => {
  expect(rangeWords(min, max)).toBe(words);
});

test('every filter has a chip that takes just itself away', () => {
  const all = {
    ...NONE,
    search: 'lamp',
    category: 'home',
    minPrice: '10',
    minRating: '4',
    inStock: true,
    vendor: '0193a1b2-0000-7000-8000-00000000c0de',
  };
  expect(chipsOf(all, 'Home & kitchen')).toEqual([
    { label: '“lamp”', without: { search: '' } },
    { label: 'Home & kitchen', without: { category: '' } },
    { label: 'From €10.00', without: { minPrice: '', maxPrice: '' } },
    { label: '4 stars or more', without: { minRating: '' } },
    { label: 'In stock', without: { inStock: false } },
    { label: 'One seller', without: { vendor: '' } },
  ]);
});
