import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { SearchPage } from '../../../routes/search';
import { show } from '../../../shared/testing';
import { RUN } from '../testing';

const STATE = 'GET /api/products/search/state/';
const REINDEX = 'POST /api/products/search/reindex/';
const INDEX = {
  target: 'embedded',
  searched: true,
  complete: true,
  waiting: 0,
  waiting_relation: 'exact',
  run: null,
};
const state = (...indexes: object[]) => json({ indexes });

test('a reindexing is asked for, and its progress shown until it is done', async () => {
  let indexes: object[] = [INDEX];
  const seen = serve({
    [STATE]: () => state(...indexes),
    [REINDEX]: () => {
      indexes = [{ ...INDEX, complete: false, run: RUN }];
      return json({ indexes }, 202);
    },
  });
  const user = show(<SearchPage />);
  expect(await screen.findByText('Everything on sale can be found.')).toBeVisible();
  expect(screen.getByText('Complete')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Reindex' }));
  expect(await screen.findByText('500 of 2,000 products')).toBeVisible();
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');
  expect(screen.getByRole('button', { name: 'Reindex' })).toBeDisabled();
  expect(asked(seen, REINDEX).map(({ body }) => body)).toEqual([{ target: 'embedded' }]);
  indexes = [{ ...INDEX, run: { ...RUN, standing: 'done', done: 2_000, finished_at: '2026-03-01T10:00:09Z' } }];
  window.dispatchEvent(new Event('visibilitychange')); // whoever comes back to the page need not wait for the next look
  await expect.poll(() => screen.queryByRole('progressbar')).toBeNull();
  expect(screen.getByText('Complete')).toBeVisible();
});

test('each index has its own state, and a refusal stays where it was asked', async () => {
  serve({
    [STATE]: () => state({ ...INDEX, target: 'external', complete: false, waiting: 3 }, { ...INDEX, searched: false }),
    [REINDEX]: () => problem(503, 'dependency-unavailable', { detail: 'The catalogue is away.' }),
  });
  const user = show(<SearchPage />);
  const engine = await screen.findByRole('region', { name: 'Index of the search engine' });
  expect(engine).toHaveTextContent('3 products changed a moment ago');
  expect(screen.getByText('Only while the engine is away')).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Reindex' })[0] as HTMLElement);
  expect(await screen.findByText('The catalogue is away.')).toBeVisible();
});
