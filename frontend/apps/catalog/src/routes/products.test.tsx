import { session } from '@shopmesh/sdk';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { Link, Route, Routes, useNavigate } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../testing/server';
import { lamp, show } from '../shared/testing';
import { ProductsPage } from './products';

const LIST = 'GET /api/products/';
const CATEGORIES = [
  {
    slug: 'home',
    name: 'Home',
    tint: '#FCF0D9',
    parent: null,
    position: 1,
    depth: 0,
    path: ['home'],
    product_count: 3,
  },
  {
    slug: 'audio',
    name: 'Audio',
    tint: '#E9E4FB',
    parent: null,
    position: 2,
    depth: 0,
    path: ['audio'],
    product_count: 1,
  },
];
const FACETS = {
  count: 3,
  count_relation: 'exact',
  categories: [{ slug: 'home', name: 'Home', parent: null, count: 3 }],
  prices: [
    { min: null, max: '25.00', count: 1 },
    { min: '25.00', max: null, count: 2 },
  ],
  ratings: [{ min_rating: 4, count: 2 }],
  in_stock: { available: 3, sold_out: 0 },
  vendors: [],
};
const slice = (ids: number[], next: string | null, more: object = {}) =>
  json({
    count: 3,
    count_relation: 'exact',
    corrected_query: null,
    next,
    previous: null,
    results: ids.map(lamp),
    ...more,
  });

const shop = (list: Parameters<typeof serve>[0][string], facets = () => json(FACETS)) =>
  serve({ [LIST]: list, 'GET /api/products/facets/': facets, 'GET /api/categories/': () => json(CATEGORIES) });

function Elsewhere() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => navigate(-1)}>
      Back
    </button>
  );
}
const open = (at = '/products') =>
  show(
    <Routes>
      <Route
        path="/products"
        element={
          <>
            <ProductsPage />
            <Link to="/elsewhere">Elsewhere</Link>
          </>
        }
      />
      <Route path="/elsewhere" element={<Elsewhere />} />
    </Routes>,
    at,
  );
const names = async () =>
  within(await screen.findByRole('list', { name: 'Products' }))
    .getAllByRole('heading')
    .map(({ textContent }) => textContent);
const click = (role: 'button' | 'link', name: string) =>
  act(async () => void fireEvent.click(screen.getByRole(role, { name })));

beforeEach(() => session.state.set({ status: 'anonymous', user: null }));

test('the button brings the next products, goes on at the first of them and says when that was all', async () => {
  shop((_, nth) => (nth === 0 ? slice([1, 2], '/api/products/?cursor=abc') : slice([3], null)));
  await open();
  expect(await names()).toEqual(['Lamp 1', 'Lamp 2']);
  await click('button', 'Load more products');
  expect(await screen.findByText('You have seen all 3 products.')).toBeInTheDocument();
  expect(await names()).toEqual(['Lamp 1', 'Lamp 2', 'Lamp 3']);
  expect(screen.getByRole('link', { name: 'Lamp 3' })).toHaveFocus();
});

test('whoever comes back finds everything they had read, and the shop is not asked again', async () => {
  const seen = shop((_, nth) => (nth === 0 ? slice([1, 2], '/api/products/?cursor=abc') : slice([3], null)));
  await open();
  await names();
  await click('button', 'Load more products');
  await screen.findByText('You have seen all 3 products.');
  await click('link', 'Elsewhere');
  await click('button', 'Back');
  expect(await names()).toEqual(['Lamp 1', 'Lamp 2', 'Lamp 3']);
  expect(asked(seen, LIST)).toHaveLength(2);
});

test('a slice that fails is told below the list, which stays, and trying again goes on', async () => {
  shop((_, nth) => {
    if (nth === 0) return slice([1, 2], '/api/products/?cursor=abc');
    return nth === 1 ? problem(503, 'dependency-unavailable') : slice([3], null);
  });
  await open();
  await names();
  await click('button', 'Load more products');
  expect(await screen.findByRole('alert')).toHaveTextContent('dependency-unavailable');
  expect(await names()).toEqual(['Lamp 1', 'Lamp 2']);
  await click('button', 'Try again');
  expect(await screen.findByText('You have seen all 3 products.')).toBeInTheDocument();
});

test('figures stand beside the filters, which are addresses of their own', async () => {
  shop(() => slice([1, 2, 3], null));
  await open('/products?in_stock=true');
  const filters = await screen.findByRole('complementary', { name: 'Filters' });
  expect(await within(filters).findByRole('link', { name: /From €25 2 products/ })).toHaveAttribute(
    'href',
    '/products?min_price=25.00&in_stock=true',
  );
  expect(within(filters).getByRole('link', { name: /4 stars or more 2 products/ })).toHaveAttribute(
    'href',
    '/products?min_rating=4&in_stock=true',
  );
  expect(within(filters).getByRole('checkbox', { name: /In stock only 3 products/ })).toBeChecked();
  expect(within(filters).queryByRole('link', { name: /Audio/ })).toBeNull(); // it would leave nothing
});

test('without figures the filters work all the same', async () => {
  shop(
    () => slice([1], null),
    () => problem(503, 'dependency-unavailable'),
  );
  await open();
  await names();
  const filters = screen.getByRole('complementary', { name: 'Filters' });
  expect(await within(filters).findByRole('link', { name: /Audio 1 product/ })).toHaveAttribute(
    'href',
    '/products?category=audio',
  );
});

test('what was looked for instead is said, with the way to the words themselves', async () => {
  shop(() => slice([1], null, { count: 1, corrected_query: 'laptop' }));
  await open('/products?search=labtop');
  expect(await screen.findByRole('heading', { name: 'Results for “laptop”' })).toBeInTheDocument();
  await click('link', 'search instead for labtop');
  expect(screen.getByRole('heading', { name: 'Results for “labtop”' })).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Nothing found' })).toBeInTheDocument();
  expect(screen.queryByRole('list', { name: 'Products' })).toBeNull();
  await click('link', 'Results for “laptop”');
  expect(await names()).toEqual(['Lamp 1']);
});
