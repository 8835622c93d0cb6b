import { createApi } from '@shopmesh/api-client';
import { expect, test, vi } from 'vitest';
import { asked, json, problem, type Seen, serve } from '../../../../testing/server';
import type { Session, SessionState } from '../session/session';
import { createStore } from '../store';
import { createCart } from './cart';

const PUT = 'PUT /api/cart/';
const headphones = {
  id: 1,
  name: 'Headphones',
  price: '129.00',
  stock: { available: 5, level: 'in_stock' as const },
  image: null,
};
const ANONYMOUS: SessionState = { status: 'anonymous', user: null };
const ADA: SessionState = { status: 'signed-in', user: { id: 'ada', username: 'ada', role: 'customer' } };

const accountCart = (...items: { product_id: number; quantity: number }[]) => ({
  items: items.map((item) => ({
    ...item,
    name: `P${item.product_id}`,
    unit_price: '1.00',
    line_total: '1.00',
    image_url: null,
    available: 9,
  })),
  total: '1.00',
  currency: 'EUR',
  count: items.reduce((sum, { quantity }) => sum + quantity, 0),
  stale: false,
});
const echo = ({ body }: Seen) =>
  json(accountCart(...(body as { items: { product_id: number; quantity: number }[] }).items));

function shop(state: SessionState) {
  const session = { state: createStore(state) } as unknown as Session;
  const cart = createCart(createApi(), session);
  const refusals: unknown[] = [];
  cart.onRefusal((error) => refusals.push(error));
  return {
    cart,
    session,
    refusals,
    lines: () => cart.state.get().cart.items.map(({ product_id, quantity }) => [product_id, quantity]),
  };
}

test('before signing in the cart lives in the browser and is there again after a reload', () => {
  const { cart } = shop(ANONYMOUS);
  cart.add(headphones, 2);
  expect(shop(ANONYMOUS).lines()).toEqual([[1, 2]]);
});

test('at sign-in the browser cart is poured into the account and forgotten here', async () => {
  const seen = serve({ 'GET /api/cart/': () => json(accountCart({ product_id: 2, quantity: 1 })), [PUT]: echo });
  const { cart, session, lines } = shop(ANONYMOUS);
  cart.add(headphones, 2);
  session.state.set(ADA);
  await vi.waitFor(() => expect(localStorage.getItem('shopmesh.cart')).toBeNull());
  expect(lines()).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expect(asked(seen, PUT)).toHaveLength(1);
});

test('the browser cart survives a sign-in while the order service is down', async () => {
  serve({ 'GET /api/cart/': () => json(accountCart()), [PUT]: () => problem(503, 'dependency-unavailable') });
  const { cart, session, refusals } = shop(ANONYMOUS);
  cart.add(headphones);
  session.state.set(ADA);
  await vi.waitFor(() => expect(refusals).toHaveLength(1));
  expect(localStorage.getItem('shopmesh.cart')).not.toBeNull();
});

test('a change shows at once and a refusal takes it back and is told', async () => {
  serve({
    'GET /api/cart/': () => json(accountCart({ product_id: 2, quantity: 1 })),
    [PUT]: () => problem(503, 'dependency-unavailable'),
  });
  const { cart, refusals, lines } = shop(ADA);
  await vi.waitFor(() => expect(cart.state.get().status).toBe('ready'));
  cart.add(headphones);
  expect(lines()).toEqual([
    [2, 1],
    [1, 1],
  ]);
  await vi.waitFor(() => expect(refusals).toHaveLength(1));
  expect(lines()).toEqual([[2, 1]]);
});

test('a hiccup of the shop is asked over once, and nothing is taken back', async () => {
  const seen = serve({
    'GET /api/cart/': () => json(accountCart()),
    [PUT]: (request, nth) => (nth === 0 ? problem(504, 'deadline-exceeded') : echo(request)),
  });
  const { cart, refusals, lines } = shop(ADA);
  await vi.waitFor(() => expect(cart.state.get().status).toBe('ready'));
  cart.add(headphones);
  await vi.waitFor(() => expect(asked(seen, PUT)).toHaveLength(2));
  expect(lines()).toEqual([[1, 1]]);
  expect(refusals).toEqual([]);
});

test('quick changes are sent one after the other and only the last is sent again', async () => {
  const seen = serve({ 'GET /api/cart/': () => json(accountCart()), [PUT]: echo });
  const { cart, lines } = shop(ADA);
  await vi.waitFor(() => expect(cart.state.get().status).toBe('ready'));
  for (let press = 0; press < 5; press++) cart.add(headphones);
  await vi.waitFor(() => expect(asked(seen, PUT)).toHaveLength(2));
  expect(asked(seen, PUT).at(-1)?.body).toEqual({ items: [{ product_id: 1, quantity: 5 }] });
  expect(lines()).toEqual([[1, 5]]);
});

test('undo brings a removed line back with its quantity', () => {
  const { cart, lines } = shop(ANONYMOUS);
  cart.add(headphones, 3);
  const undo = cart.remove(1);
  expect(lines()).toEqual([]);
  undo();
  expect(lines()).toEqual([[1, 3]]);
});

test('what lies in the browser is repriced, and what is gone is marked', async () => {
  serve({
    'GET /api/products/1/': () => json({ ...headphones, price: '99.00' }),
    'GET /api/products/2/': () => problem(404, 'not-found'),
  });
  const { cart } = shop(ANONYMOUS);
  cart.add(headphones);
  cart.add({ ...headphones, id: 2 });
  await cart.reload();
  expect(cart.state.get().cart.items).toMatchObject([{ unit_price: '99.00' }, { problem: 'unavailable' }]);
});

test('signing out leaves nothing of the account in the browser', async () => {
  serve({ 'GET /api/cart/': () => json(accountCart({ product_id: 2, quantity: 1 })) });
  const { cart, session, lines } = shop(ADA);
  await vi.waitFor(() => expect(cart.state.get().status).toBe('ready'));
  session.state.set(ANONYMOUS);
  expect(lines()).toEqual([]);
});
