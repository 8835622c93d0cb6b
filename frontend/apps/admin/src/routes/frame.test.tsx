import { Route, Routes } from '@shopmesh/sdk';
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show, signIn } from '../shared/testing';
import { AdminFrame } from './frame';

function open(role: string, path: string) {
  signIn(role);
  history.pushState(null, '', path);
  show(
    <Routes>
      <Route path="/admin" element={<AdminFrame />}>
        <Route index element={<h1>Overview</h1>} />
        <Route path="*" element={<h1>The page</h1>} />
      </Route>
    </Routes>,
  );
}
const REFUSED = 'This is for people who run the shop';

test('a vendor begins at the products, and is shown no more than what vendors may do', () => {
  open('vendor', '/admin');
  expect(location.pathname).toBe('/admin/products');
  expect(screen.getByRole('heading', { name: 'The page' })).toBeVisible();
  const areas = within(screen.getByRole('navigation', { name: 'Selling' })).getAllByRole('link');
  expect(areas.map(({ textContent }) => textContent)).toEqual(['Products', 'Stock', 'Import']);
});

test.each([
  ['vendor', '/admin/categories'],
  ['vendor', '/admin/users'],
  ['vendor', '/admin/search'],
  ['viewer', '/admin/products'],
  ['viewer', '/admin/imports/1'],
  ['customer', '/admin/stock'],
  ['customer', '/admin'],
])('%s is refused %s', (role, path) => {
  open(role, path);
  expect(screen.getByRole('heading', { name: REFUSED })).toBeVisible();
});

test.each([
  ['viewer', '/admin'],
  ['staff', '/admin/reviews'],
  ['staff', '/admin/search'],
  ['admin', '/admin/categories'],
])('%s is let into %s', (role, path) => {
  open(role, path);
  expect(screen.queryByRole('heading', { name: REFUSED })).toBeNull();
});
