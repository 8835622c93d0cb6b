import { QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, test } from 'vitest';
import { json, problem, serve } from '../../../../../../testing/server';
import { SearchBox } from './search-box';

const SUGGESTED = {
  queries: [{ text: 'lamp' }],
  categories: [{ slug: 'home', name: 'Home & kitchen' }],
  products: [
    { id: 7, name: 'Kingfisher lamp', price: '23.45', currency: 'EUR', image: null, category: { tint: '#FCF0D9' } },
  ],
};

const Address = () => {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
};

async function open(answer: () => Response = () => json(SUGGESTED)) {
  Element.prototype.scrollIntoView = () => undefined; // jsdom lays nothing out
  const seen = serve({
    'GET /api/products/suggest/': answer,
    'POST /api/token/refresh/': () => problem(401, 'unauthenticated'),
  });
  await act(async () => {
    render(
      <UiProvider>
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter>
            <SearchBox />
            <Address />
          </MemoryRouter>
        </QueryClientProvider>
      </UiProvider>,
    );
  });
  return seen;
}
const box = () => screen.getByRole('combobox', { name: 'Search the shop' });
const types = (text: string) => fireEvent.change(box(), { target: { value: text } });
const press = (key: string) => fireEvent.keyDown(box(), { key });
const submit = () => act(async () => void fireEvent.submit(screen.getByRole('search')));
const at = () => document.querySelector('output')?.textContent;

test('searches, categories and products are one list, and each leads to its own page', async () => {
  await open();
  types('la');
  const list = await screen.findByRole('listbox', { name: 'Suggestions' });
  expect(
    within(list)
      .getAllByRole('group')
      .map((group) => group.getAttribute('aria-label')),
  ).toEqual(['Searches', 'Categories', 'Products']);
  expect(box()).toHaveAttribute('aria-expanded', 'true');
  fireEvent.click(screen.getByRole('option', { name: /Home & kitchen/ }));
  expect(at()).toBe('/products?category=home');
  expect(screen.queryByRole('listbox')).toBeNull();
});

test('the arrows walk through all of it and the box itself; Enter goes where they are', async () => {
  await open();
  types('la');
  await screen.findByRole('listbox');
  press('ArrowUp');
  const product = screen.getByRole('option', { name: /Kingfisher lamp/ });
  expect(product).toHaveAttribute('aria-selected', 'true');
  expect(box()).toHaveAttribute('aria-activedescendant', product.id);
  press('ArrowDown');
  expect(box()).not.toHaveAttribute('aria-activedescendant');
  press('ArrowUp');
  await submit();
  expect(at()).toBe('/products/7');
});

test('Escape closes the list and keeps what was typed; Enter then searches for it', async () => {
  await open();
  types('la');
  await screen.findByRole('listbox');
  press('Escape');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(box()).toHaveValue('la');
  await submit();
  expect(at()).toBe('/products?search=la');
});

test('without suggestions the box searches all the same', async () => {
  const seen = await open(() => problem(503, 'dependency-unavailable'));
  types('größe & co');
  await expect.poll(() => seen.length).toBeGreaterThan(0);
  await submit();
  expect(at()).toBe('/products?search=gr%C3%B6%C3%9Fe%20%26%20co');
  expect(screen.queryByRole('listbox')).toBeNull();
});
