import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { show } from '../../../shared/testing';
import { ReviewQueue } from './review-queue';

const REVIEW = {
  id: 4,
  product_id: 7,
  product: { id: 7, name: 'Lamp' },
  rating: 2,
  title: 'Dim',
  text: 'Write me: ada@example.com',
  author: { id: null, name: 'Ada L.' },
  verified: true,
  state: 'pending',
  version: 3,
  created_at: '2026-03-01T10:00:00Z',
  updated_at: '2026-03-01T10:00:00Z',
  reply: null,
  yours: false,
  held_for: ['contact'],
  reason: '',
  reports: {},
};
const QUEUE = 'GET /api/products/reviews/moderation/';
const DECIDE = 'POST /api/products/reviews/4/decision/';
const queue = (results: unknown[]) => json({ next: null, previous: null, results });

beforeEach(() => history.replaceState(null, '', '/admin/reviews'));

test('a review is published as it was read', async () => {
  let waiting = true;
  const seen = serve({
    [QUEUE]: () => queue(waiting ? [REVIEW] : []),
    [DECIDE]: () => {
      waiting = false;
      return json({ ...REVIEW, state: 'published' });
    },
  });
  const user = show(<ReviewQueue />);
  expect(await screen.findByText('It tells how to reach somebody.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  expect(asked(seen, DECIDE)[0]?.body).toEqual({ decision: 'publish', reason: '', version: 3 });
});

test('a rejection tells its author why, and a refusal stays in the dialog', async () => {
  const seen = serve({
    [QUEUE]: () => queue([REVIEW]),
    [DECIDE]: () => problem(412, 'precondition-failed', { detail: 'Its author changed it.' }),
  });
  const user = show(<ReviewQueue />);
  await user.click(await screen.findByRole('button', { name: 'Reject…' }));
  await user.click(screen.getByRole('button', { name: 'Reject' }));
  expect(screen.getByText('Tell the author why.')).toBeVisible();
  expect(asked(seen, DECIDE)).toHaveLength(0);
  await user.type(screen.getByLabelText('Why'), 'An address is in it.');
  await user.click(screen.getByRole('button', { name: 'Reject' }));
  expect(await screen.findByText('Its author changed it.')).toBeVisible();
  expect(asked(seen, DECIDE)[0]?.body).toEqual({ decision: 'reject', reason: 'An address is in it.', version: 3 });
});

test('of one’s own review it is said that somebody else decides', async () => {
  serve({ [QUEUE]: () => queue([{ ...REVIEW, yours: true }]) });
  show(<ReviewQueue />);
  expect(await screen.findByText('You wrote this review: another person has to decide about it.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Reject…' })).toBeNull();
});
