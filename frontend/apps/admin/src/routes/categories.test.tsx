import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../testing/server';
import { CATEGORIES, show } from '../shared/testing';
import { CategoriesPage } from './categories';

const LIST = { 'GET /api/categories/': () => json(CATEGORIES) };
const tag = (value: string) => () => json(CATEGORIES[1], 200, { ETag: value });

test('a new category stands below the one it was asked for at, and its address follows its name', async () => {
  const seen = serve({ ...LIST, 'POST /api/categories/': () => json(CATEGORIES[1], 201) });
  const user = show(<CategoriesPage />);
  await user.click(await screen.findByRole('button', { name: 'New below Home & kitchen' }));
  await user.type(screen.getByLabelText('Name'), 'Pots & pans');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  await expect
    .poll(() => asked(seen, 'POST /api/categories/')[0]?.body)
    .toEqual({
      name: 'Pots & pans',
      slug: 'pots-pans',
      tint: '#FBE9DC',
      parent: 'home',
    });
});

test('a change goes back with what was read; nothing can stand below itself', async () => {
  const patch = 'PATCH /api/categories/home/';
  const seen = serve({ ...LIST, 'GET /api/categories/home/': tag('"4"'), [patch]: () => json(CATEGORIES[0]) });
  const user = show(<CategoriesPage />);
  await user.click(await screen.findByRole('button', { name: 'Change Home & kitchen' }));
  const parents = within(await screen.findByLabelText('Stands below')).getAllByRole('option');
  expect(parents.map(({ textContent }) => textContent)).toEqual(['Nothing: at the top']);
  await user.type(screen.getByLabelText('Name'), 's');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => asked(seen, patch)[0]).toMatchObject({ ifMatch: '"4"', body: { name: 'Home & kitchens' } });
});

test('a category that is not empty stays, and the dialog says why', async () => {
  serve({
    ...LIST,
    'GET /api/categories/light/': tag('"1"'),
    'DELETE /api/categories/light/': () => problem(409, 'category-not-empty', { detail: 'Three products are in it.' }),
  });
  const user = show(<CategoriesPage />);
  await user.click(await screen.findByRole('button', { name: 'Delete Light' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('Three products are in it.')).toBeVisible();
});
