import { type Review, session } from '@shopmesh/sdk';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { show } from '../../../shared/testing';
import { Reviews } from './reviews';

const LIST = 'GET /api/products/7/reviews/';
const MINE = 'GET /api/products/7/reviews/mine/';
const POST = 'POST /api/products/7/reviews/';
const LAMP = { id: 7, name: 'Lamp' };
const review = (id: number, more: Partial<Review> = {}): Review => ({
  id,
  product_id: 7,
  rating: 4,
  title: `Title ${id}`,
  text: 'It shines.',
  author: { id: 'b0b', name: 'Bob K.' },
  verified: true,
  state: 'published',
  held_for: [],
  reason: '',
  version: 1,
  created_at: '2026-03-01T10:00:00Z',
  updated_at: '2026-03-01T10:00:00Z',
  reply: null,
  yours: false,
  ...more,
});
const page = (results: Review[], count = results.length) =>
  json({
    summary: { average: count ? '4.0' : null, count, histogram: { '1': 0, '2': 0, '3': 0, '4': count, '5': 0 } },
    count,
    next: null,
    previous: null,
    results,
  });
const tagged = (body: Review) => Response.json(body, { headers: { ETag: '"3"' } });
const none = () => new Response(null, { status: 204 });
const gone = () => problem(404, 'not-found');
const click = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const types = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const signIn = () => session.state.set({ status: 'signed-in', user: { id: 'ada', username: 'ada', role: 'customer' } });

beforeEach(() => {
  session.state.set({ status: 'anonymous', user: null });
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

test('everybody reads them: stars in words, who bought it, what the seller answered', async () => {
  serve({ [LIST]: () => page([review(1, { reply: { text: 'Thank you!', at: '2026-03-02T10:00:00Z' } })]) });
  await show(<Reviews product={LAMP} seller={false} />);
  const item = await screen.findByRole('article', { name: 'Review by Bob K.' });
  expect(within(item).getByRole('img', { name: '4 of 5 stars' })).toBeInTheDocument();
  expect(item).toHaveTextContent('Verified purchase');
  expect(item).toHaveTextContent('The seller answers');
  expect(screen.getByRole('link', { name: 'Sign in to write a review' })).toHaveAttribute('href', '/login?next=%2F');
  expect(screen.queryByRole('button', { name: /Report/ })).toBeNull();
});

test('a bar of the histogram shows its own reviews, and pressed again all of them', async () => {
  const seen = serve({ [LIST]: () => page([review(1)]) });
  await show(<Reviews product={LAMP} seller={false} />);
  await screen.findByRole('article', { name: 'Review by Bob K.' });
  await click('4 stars: 1 review, 100 percent');
  expect(screen.getByRole('button', { name: /^4 stars/ })).toHaveAttribute('aria-pressed', 'true');
  expect(await screen.findByText('1 review with 4 stars')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^5 stars/ })).toBeDisabled();
  expect(asked(seen, LIST)).toHaveLength(2);
});

test('a review without stars is not sent; one that waits says so', async () => {
  signIn();
  const held = review(9, { state: 'pending', yours: true, text: 'See http://example.com' });
  const seen = serve({
    [LIST]: () => page([]),
    [MINE]: (_, nth) => (nth === 0 ? none() : tagged(held)),
    [POST]: () => json(held, 201),
    'GET /api/products/7/': gone,
  });
  await show(<Reviews product={LAMP} seller={false} />);
  expect(await screen.findByText('Nobody has reviewed it yet.')).toBeInTheDocument();
  await click('Write a review');
  types('Title', 'Bright');
  await click('Publish review');
  expect(screen.getByText('Choose between one and five stars.')).toBeInTheDocument();
  expect(asked(seen, POST)).toHaveLength(0);

  fireEvent.click(screen.getByRole('radio', { name: '4 stars: Good' }));
  expect(screen.queryByText('Choose between one and five stars.')).toBeNull();
  await click('Publish review');
  expect(await screen.findByText(/Somebody will read your review before it is shown/)).toBeInTheDocument();
  expect(asked(seen, POST)[0]?.body).toEqual({ rating: 4, title: 'Bright', text: '' });
});

test('what a moderator said is told to its author, who changes the state that was seen', async () => {
  signIn();
  const rejected = review(9, { state: 'rejected', yours: true, reason: 'No names, please.' });
  let sent: Request | undefined;
  serve({
    [LIST]: () => page([]),
    [MINE]: () => tagged(rejected),
    'PATCH /api/products/7/reviews/9/': () => tagged(review(9)),
  });
  const { fetch } = globalThis;
  globalThis.fetch = (request) => {
    if (request instanceof Request && request.method === 'PATCH') sent = request;
    return fetch(request);
  };
  await show(<Reviews product={LAMP} seller={false} />);
  expect(await screen.findByText('“No names, please.”')).toBeInTheDocument();
  await click('Change');
  expect(screen.getByLabelText('Title')).toHaveValue('Title 9');
  await click('Save review');
  expect(sent?.headers.get('If-Match')).toBe('"3"');
});

test('a deleted review comes back with Undo', async () => {
  signIn();
  const seen = serve({
    [LIST]: () => page([]),
    [MINE]: () => tagged(review(9, { yours: true })),
    'DELETE /api/products/7/reviews/9/': () => new Response(null, { status: 204 }),
    [POST]: () => json(review(9), 201),
  });
  await show(<Reviews product={LAMP} seller={false} />);
  await screen.findByText('Your review');
  await click('Delete');
  await click('Undo');
  expect(asked(seen, POST)[0]?.body).toEqual({ rating: 4, title: 'Title 9', text: 'It shines.' });
});

test('who manages the product answers, and is not invited to review it', async () => {
  signIn();
  const REPLY = 'PUT /api/products/7/reviews/1/reply/';
  const seen = serve({ [LIST]: () => page([review(1)]), [MINE]: none, [REPLY]: () => json(review(1)) });
  await show(<Reviews product={LAMP} seller />);
  await screen.findByRole('article', { name: 'Review by Bob K.' });
  expect(screen.queryByRole('button', { name: 'Write a review' })).toBeNull();
  await click('Answer');
  await click('Publish answer');
  expect(screen.getByText('Write what you want to answer.')).toBeInTheDocument();
  types('Your answer', 'Thank you!');
  await click('Publish answer');
  expect(asked(seen, REPLY)[0]?.body).toEqual({ text: 'Thank you!' });
});

test('a review that should not be there is reported with a reason', async () => {
  signIn();
  const REPORT = 'POST /api/products/7/reviews/1/report/';
  const seen = serve({ [LIST]: () => page([review(1)]), [MINE]: none, [REPORT]: () => json({}) });
  await show(<Reviews product={LAMP} seller={false} />);
  await screen.findByRole('article', { name: 'Review by Bob K.' });
  await click('Report the review by Bob K.');
  types('What is wrong with it?', 'offensive');
  await click('Report');
  expect(asked(seen, REPORT)[0]?.body).toEqual({ reason: 'offensive' });
  expect(screen.queryByRole('dialog')).toBeNull();
});
