import type { Facets } from '@shopmesh/sdk';
import { expect, test } from 'vitest';
import { ancestry, figure, priceChoices, ratingChoices, together, treeRows } from './facets';

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
const counts = (slug: string, count: number) => ({ slug, name: slug, parent: null, count });
const FACETS: Facets = {
  count: 12,
  count_relation: 'exact',
  categories: [counts('home', 12), counts('kitchen', 7), counts('cups', 3)],
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

test('of more than a thousand products nothing is said that was counted for a part of them', () => {
  const part: Facets = { ...FACETS, count_relation: 'at_least' };
  expect(shown(TREE, part, '')).toEqual(['0 home', '0 audio']);
  expect(treeRows(TREE, part, '').map(({ count }) => count)).toEqual([undefined, undefined]);
  expect([figure(part, 7), figure(FACETS, 7)]).toEqual([undefined, 7]);
});

test('each kind of choice keeps its own figures, and one that is counted in part makes all of them doubtful', () => {
  const wider = { ...FACETS, categories: [counts('audio', 4)] };
  const figures = { all: FACETS, categories: wider, prices: FACETS, ratings: FACETS };
  expect(together(figures)).toEqual({ ...FACETS, categories: wider.categories });
  expect(together({ ...figures, ratings: { ...FACETS, count_relation: 'at_least' } }).count_relation).toBe('at_least');
});

test('empty bands of prices are left out, the cheapest has no beginning, and one alone is no choice', () => {
  const band = (min: string, max: string | null, count: number) => ({ min, max, count });
  const prices = [band('0.00', '24.99', 4), band('25.00', '49.99', 0), band('50.00', null, 2)];
  expect(priceChoices({ ...FACETS, prices })).toEqual([{ ...prices[0], min: null }, prices[2]]);
  expect(priceChoices({ ...FACETS, prices: prices.slice(0, 2) })).toEqual([]);
  expect(priceChoices(undefined)).toEqual([]);
});

test('stars are offered from two to four', () => {
  const ratings = [5, 4, 3, 2, 1].map((min_rating) => ({ min_rating, count: 1 }));
  expect(ratingChoices({ ...FACETS, ratings }).map(({ min_rating }) => min_rating)).toEqual([4, 3, 2]);
});
