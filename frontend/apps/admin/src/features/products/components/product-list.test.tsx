import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { CATEGORIES, LAMP, show } from '../../../shared/testing';
import { ProductList } from './product-list';

const page = (results: unknown[], more: object = {}) =>
  json({
    count: results.length,
    count_relation: 'exact',
    next: null,
    previous: null,
    corrected_query: null,
    results,
    ...more,
  });
const shop = (answer: () => Response, routes: Parameters<typeof serve>[0] = {}) =>
  serve({ 'GET /api/categories/': () => json(CATEGORIES), 'GET /api/products/': answer, ...routes });

beforeEach(() => history.replaceState(null, '', '/admin/products'));

test('what was taken off sale by mistake is brought back by Undo', async () => {
  const seen = shop(() => page([LAMP]), {
    'DELETE /api/products/7/': () => new Response(null, { status: 204 }),
    'POST /api/products/7/restore/': () => json(LAMP),
  });
  const user = show(<ProductList />);
  await user.click(await screen.findByRole('button', { name: 'Take Lamp off sale' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Lamp is on sale again')).toBeVisible();
  expect(asked(seen, 'DELETE /api/products/7/')[0]?.ifMatch).toBe('*');
  expect(asked(seen, 'POST /api/products/7/restore/')).toHaveLength(1);
});

test('the next page has an address, and another filter begins anew', async () => {
  shop(() => page([LAMP], { count: 1_000, count_relation: 'at_least', next: '/api/products/?mine=true&cursor=abc' }));
  const user = show(<ProductList />);
  await user.click(await screen.findByRole('button', { name: 'Next' }));
  expect(location.search).toBe('?cursor=abc');
  expect(screen.getByText('1,000 products and more')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('State'), 'Off sale');
  expect(location.search).toBe('?state=deleted');
});

test('an address whose place is no more leads to the first page', async () => {
  history.replaceState(null, '', '/admin/products?search=lamp&cursor=old');
  shop(() =>
    location.search.includes('old') ? problem(400, 'invalid-cursor', { detail: 'Begin anew.' }) : page([LAMP]),
  );
  const user = show(<ProductList />);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Lamp' })).toBeVisible();
  expect(location.search).toBe('?search=lamp');
});

test.each([
  ['', 'No products yet'],
  ['?state=deleted', 'Nothing is off sale'],
  ['?search=zzz', 'No product is like that'],
])('an empty list says what to do: %s', async (search, title) => {
  history.replaceState(null, '', `/admin/products${search}`);
  shop(() => page([]));
  show(<ProductList />);
  expect(await screen.findByRole('heading', { name: title })).toBeVisible();
});
