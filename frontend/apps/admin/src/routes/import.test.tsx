import { Route, Routes } from '@shopmesh/sdk';
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, serve } from '../../../../testing/server';
import { show } from '../shared/testing';
import { ImportPage } from './import';

const ONE = {
  id: 'i-1',
  name: 'spring.csv',
  state: 'checking',
  dry_run: true,
  rows: 3,
  rows_checked: 1,
  rows_written: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  error_count: 0,
  errors: [],
  created_at: '2026-03-01T10:00:00Z',
  started_at: null,
  finished_at: null,
  rows_per_second: null,
};
const GET = 'GET /api/products/imports/i-1/';
const APPLY = 'POST /api/products/imports/i-1/apply/';

function open() {
  history.pushState(null, '', '/admin/imports/i-1');
  return show(
    <Routes>
      <Route path="/admin/imports/:id" element={<ImportPage />} />
    </Routes>,
  );
}

test('it is asked about until it is checked; then it can be written', async () => {
  let state = 'checking';
  const seen = serve({
    [GET]: (_, nth) => json({ ...ONE, state: nth === 0 ? 'checking' : state === 'checking' ? 'checked' : state }),
    [APPLY]: () => {
      state = 'done';
      return json({ ...ONE, state: 'writing' }, 202);
    },
  });
  const user = open();
  expect(await screen.findByRole('progressbar', { name: 'Checking' })).toHaveAttribute('aria-valuetext', '1 of 3 rows');
  await user.click(await screen.findByRole('button', { name: 'Write 3 rows' }));
  expect(await screen.findByText(/^0 products new/)).toBeVisible();
  expect(asked(seen, APPLY)).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Cancel the import' })).toBeNull();
});

test('every mistake says where it is, and nothing can be written', async () => {
  const errors = [
    { row: 7, column: 'price', code: 'invalid', detail: 'Not an amount.' },
    { row: 9, column: '', code: 'cells', detail: 'Too few cells.' },
  ];
  serve({ [GET]: () => json({ ...ONE, state: 'invalid', error_count: 120, errors }) });
  open();
  const table = await screen.findByRole('table', { name: 'Mistakes' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ),
  ).toEqual([
    ['Row 7', 'price', 'Not an amount.'],
    ['Row 9', 'the whole row', 'Too few cells.'],
  ]);
  expect(screen.getByText('and 118 more, which are in the file')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Write/ })).toBeNull();
});
