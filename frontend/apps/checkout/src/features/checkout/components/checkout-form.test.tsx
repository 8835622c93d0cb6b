import { BrowserRouter, cart, QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import type { OrderRequest } from '../api/place-order';
import { valuesFrom } from '../model/draft';
import { CheckoutForm } from './checkout-form';

const LAMP = {
  id: 7,
  name: 'Lamp',
  price: '10.00',
  stock: { available: 5, level: 'in_stock' as const },
  image: null,
};
const ADA = { name: 'Ada', line1: 'Lindenstr. 5', line2: '', postal_code: '10115', city: 'Berlin', country: 'DE' };
const ORDER = 'POST /api/orders/';

function show() {
  render(
    <UiProvider>
      <QueryClientProvider client={new QueryClient()}>
        <BrowserRouter>
          <CheckoutForm userId="ada" initial={valuesFrom(ADA)} />
        </BrowserRouter>
      </QueryClientProvider>
    </UiProvider>,
  );
  return userEvent.setup();
}
// One for phones and one for wide screens; a browser shows the one that fits.
const pay = () => screen.getAllByRole('button', { name: /^Pay/ })[0] as HTMLElement;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined; // jsdom lays nothing out
  cart.remove(LAMP.id);
  cart.add(LAMP, 2);
  sessionStorage.clear();
});

test('the server’s refusal of a field stands on that field, which gets the focus', async () => {
  const errors = [{ pointer: '/shipping/city', code: 'invalid', detail: 'No such city.' }];
  serve({ [ORDER]: () => problem(400, 'validation-error', { errors }) });
  const user = show();
  await user.click(pay());
  const city = await screen.findByRole('textbox', { name: 'City', description: 'No such city.' });
  expect(city).toBeInvalid();
  expect(city).toHaveFocus();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('a missing field is told without asking the server', async () => {
  const seen = serve({});
  const user = show();
  await user.clear(screen.getByLabelText('City'));
  await user.click(pay());
  expect(await screen.findByText('Enter the city.')).toBeInTheDocument();
  expect(seen).toEqual([]);
});

test('what is sent is the cart, the chosen card and the address', async () => {
  const seen = serve({ [ORDER]: () => problem(402, 'payment-declined', { decline_code: 'insufficient_funds' }) });
  const user = show();
  await user.click(screen.getByRole('radio', { name: 'Test card: insufficient funds' }));
  await user.click(pay());
  expect(await screen.findByRole('alert')).toHaveTextContent('Card declined: nothing was charged');
  expect(asked(seen, ORDER).map(({ body }) => body)).toEqual([
    {
      expected_total: { amount: '20.00', currency: 'EUR' },
      items: [{ product_id: 7, quantity: 2 }],
      payment: { method: 'card', token: 'tok_insufficient_funds' },
      shipping: ADA,
    },
  ]);
});

test('two presses in one breath are one request', async () => {
  let answer: (response: Response) => void = () => undefined;
  const waiting = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  const seen = serve({ [ORDER]: () => waiting });
  const user = show();
  await user.dblClick(pay());
  expect(asked(seen, ORDER)).toHaveLength(1);
  expect(pay()).toHaveAttribute('aria-busy', 'true');
  answer(problem(402, 'payment-declined'));
  await screen.findByRole('alert');
  expect(asked(seen, ORDER)).toHaveLength(1);
});

test('out of stock names what is left, and one press puts the cart right', async () => {
  const lines = [{ product_id: 7, requested: 2, available: 1 }];
  serve({ [ORDER]: () => problem(409, 'out-of-stock', { lines }) });
  const user = show();
  await user.click(pay());
  expect(await screen.findByRole('alert')).toHaveTextContent('Lamp: only 1 left.');
  await user.click(screen.getByRole('button', { name: 'Take what is left' }));
  expect(cart.state.get().cart.items).toMatchObject([{ product_id: 7, quantity: 1 }]);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(pay()).toHaveAccessibleName('Pay €10.00');
});

test('a changed price shows both, and one press buys at the new one and at no other', async () => {
  const expected = { amount: '20.00', currency: 'EUR' };
  const total = { amount: '22.00', currency: 'EUR' };
  const seen = serve({
    [ORDER]: (_seen, nth) =>
      nth === 0 ? problem(409, 'price-changed', { expected, total }) : json({ id: 'o-1', status: 'confirmed' }, 201),
  });
  const user = show();
  await user.click(pay());
  expect(await screen.findByRole('alert')).toHaveTextContent('You saw €20.00; it is now €22.00. Nothing was charged.');
  await user.click(screen.getByRole('button', { name: 'Pay €22.00' }));
  await expect.poll(() => location.pathname).toBe('/orders/o-1');
  expect(asked(seen, ORDER).map(({ body }) => (body as OrderRequest).expected_total)).toEqual([expected, total]);
});

test('who orders too often sees how long to wait', async () => {
  serve({ [ORDER]: () => problem(429, 'rate-limited', {}, { 'Retry-After': '42' }) });
  const user = show();
  await user.click(pay());
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many orders in a short time');
  // The count begins once the panel is drawn, and goes down while a busy machine still draws.
  expect(await screen.findByRole('button', { name: /^Try again in 0:(4[0-2]|3\d)$/ })).toBeDisabled();
});

test('without an answer nothing can be changed, and asking again leads to the order', async () => {
  const seen = serve({
    [ORDER]: (_seen, nth) => {
      if (nth === 0) throw new TypeError('connection lost');
      return json({ id: 'o-1', status: 'confirmed' }, 201);
    },
  });
  const user = show();
  await user.click(pay());
  await screen.findByText('We did not hear back');
  expect(screen.getByLabelText('City')).toBeDisabled();
  expect(screen.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  await expect.poll(() => location.pathname).toBe('/orders/o-1');
  const [first, second] = asked(seen, ORDER);
  expect(second?.body).toEqual(first?.body);
});
