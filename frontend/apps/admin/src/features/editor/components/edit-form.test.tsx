import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { CATEGORIES, LAMP, show } from '../../../shared/testing';
import type { SeenProduct } from '../api/product';
import { EditForm } from './edit-form';

const SEEN = { product: LAMP, etag: '"1-a"' } as unknown as SeenProduct;
const THEIRS = { ...LAMP, name: 'Reading lamp', category: { ...LAMP.category, slug: 'light' } };
const PATCH = 'PATCH /api/products/7/';

const shop = (change: Parameters<typeof serve>[0][string]) =>
  serve({
    'GET /api/categories/': () => json(CATEGORIES),
    'GET /api/products/7/': () => json(THEIRS, 200, { ETag: '"2-a"' }),
    [PATCH]: change,
  });

async function type(name: string, words: string, user: ReturnType<typeof show>) {
  const field = screen.getByLabelText(name);
  await user.clear(field);
  await user.type(field, words);
}

test('only what changed is sent, with the tag of what was read', async () => {
  const seen = shop(() => json({ ...LAMP, price: '25.00' }, 200, { ETag: '"2-a"' }));
  const user = show(<EditForm seen={SEEN} />);
  await type('Price', '25,00', user);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => asked(seen, PATCH).length).toBe(1);
  expect(asked(seen, PATCH).map(({ body, ifMatch }) => [body, ifMatch])).toEqual([[{ price: '25.00' }, '"1-a"']]);
});

test('the category is the product’s, also when the tree comes later than the product', async () => {
  shop(() => json(LAMP));
  show(<EditForm seen={SEEN} />);
  await screen.findByRole('option', { name: /Light/ });
  expect(screen.getByLabelText('Category')).toHaveValue('home');
});

async function clash(answer: unknown) {
  const seen = shop((_, nth) =>
    nth === 0 ? problem(412, 'precondition-failed') : json(answer, 200, { ETag: '"3-a"' }),
  );
  const user = show(<EditForm seen={SEEN} />);
  await type('Name', 'Desk lamp', user);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const told = await screen.findByRole('alert');
  return { seen, user, told };
}

test('what somebody else changed is shown beside what was typed, and typing goes on', async () => {
  const { seen, user, told } = await clash({ ...THEIRS, name: 'Desk lamp' });
  const [, name, category] = within(told).getAllByRole('row');
  expect(
    within(name as HTMLElement)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['Name', 'Lamp', 'Reading lamp', 'Desk lamp']);
  expect(within(category as HTMLElement).getByText('Light')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();

  await user.click(within(told).getByRole('button', { name: 'Keep what I typed' }));
  expect(screen.getByLabelText('Name')).toHaveValue('Desk lamp');
  expect(screen.getByLabelText('Category')).toHaveValue('light');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => asked(seen, PATCH).length).toBe(2);
  expect(asked(seen, PATCH).at(-1)).toMatchObject({ body: { name: 'Desk lamp' }, ifMatch: '"2-a"' });
});

test('theirs can be taken over, and then there is nothing left to save', async () => {
  const { seen, user, told } = await clash(THEIRS);
  await user.click(within(told).getByRole('button', { name: 'Take over their changes' }));
  expect(screen.getByLabelText('Name')).toHaveValue('Reading lamp');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(asked(seen, PATCH)).toHaveLength(1);
});

test('where only pictures or stock changed meanwhile, nobody is asked', async () => {
  const seen = serve({
    'GET /api/categories/': () => json(CATEGORIES),
    'GET /api/products/7/': () => json(LAMP, 200, { ETag: '"2-a"' }),
    [PATCH]: (_, nth) =>
      nth === 0 ? problem(412, 'precondition-failed') : json({ ...LAMP, name: 'Desk lamp' }, 200, { ETag: '"3-a"' }),
  });
  const user = show(<EditForm seen={SEEN} />);
  await type('Name', 'Desk lamp', user);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => asked(seen, PATCH).length).toBe(2);
  expect(asked(seen, PATCH).map(({ ifMatch }) => ifMatch)).toEqual(['"1-a"', '"2-a"']);
});

test('a refusal stands at the field it is about', async () => {
  const detail = 'LAMP-2 is the SKU of another product.';
  shop(() => problem(409, 'conflict', { errors: [{ pointer: '/sku', code: 'taken', detail }] }));
  const user = show(<EditForm seen={SEEN} />);
  await type('SKU', 'LAMP-2', user);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(detail)).toBeVisible();
  expect(screen.getByLabelText('SKU')).toHaveAttribute('aria-invalid', 'true');
});
