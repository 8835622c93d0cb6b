import { expect, test } from 'vitest';
import { ancestry, type Facets, priceChoices, treeRows } from './facets';

const branch = (slug: string, parent: string | null, product_count = 9) => ({
  slug,
  name: slug.toUpperCase(),
  product_count,
  parent,
});
const TREE = [
  branch('home', null),
  branch('kitchen', 'home'),
  branch('cups', 'kitchen'),
  branch('garden', 'home'),
  branch('audio', null),
  branch('speakers', 'audio'),
];
const FACETS: Facets = {
  count: 12,
  count_relation: 'exact',
  categories: [
    { slug: 'home', count: 12 },
    { slug: 'kitchen', count: 7 },
    { slug: 'cups', count: 3 },
  ],
  prices: [],
  ratings: [],
  in_stock: { available: 10, sold_out: 2 },
  vendors: [],
};
const shown = (...args: Parameters<typeof treeRows>) => treeRows(...args).map(({ slug, depth }) => `${depth} ${slug}`);

test('at first only the roots are shown', () => {
  expect(shown(TREE, undefined, '')).toEqual(['0 home', '0 audio']);
  expect(treeRows(TREE, undefined, '')[0]?.count).toBe(9);
});

test('what is chosen opens, and stays inside everything above it', () => {
  expect(shown(TREE, undefined, 'kitchen')).toEqual(['0 home', '1 kitchen', '2 cups', '1 garden', '0 audio']);
});

test('a category that would leave nothing is left out, unless it is the chosen one', () => {
  expect(shown(TREE, FACETS, 'home')).toEqual(['0 home', '1 kitchen']);
  expect(shown(TREE, FACETS, 'audio')).toEqual(['0 home', '0 audio']);
  expect(treeRows(TREE, FACETS, 'home').map(({ count }) => count)).toEqual([12, 7]);
});

test('parents that go in circles do not', () => {
  expect(ancestry([branch('egg', 'hen'), branch('hen', 'egg')], 'egg')).toEqual(['egg', 'hen']);
});

test('empty price buckets are left out, and one alone is no choice', () => {
  const bucket = (min: string | null, max: string | null, count: number) => ({ min, max, count });
  const prices = [bucket(null, '25.00', 4), bucket('25.00', '50.00', 0), bucket('50.00', null, 2)];
  expect(priceChoices({ ...FACETS, prices })).toEqual([prices[0], prices[2]]);
  expect(priceChoices({ ...FACETS, prices: prices.slice(0, 2) })).toEqual([]);
  expect(priceChoices(undefined)).toEqual([]);
});
