import type { Payment } from '@shopmesh/sdk';
import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { REQUEST, show } from '../../../shared/testing';
import { PayForm } from './pay-form';
import { usePay } from './use-pay';

const PAY = 'POST /api/payments/';
let serial = 0;
let payment: Payment;

const Page = () => <PayForm payment={payment} pay={usePay(payment, 'ada')} />;
const button = (name: string | RegExp) => screen.findByRole('button', { name });

beforeEach(() => {
  serial += 1;
  payment = { ...REQUEST, id: `p-${serial}` };
  history.replaceState(null, '', `/payments/${payment.id}/pay`);
});

test.each([
  [201, 'completed'],
  [202, 'processing'],
] as const)('an answer of %s (%s) leads to the payment’s own page', async (status, reached) => {
  const seen = serve({ [PAY]: () => json({ ...payment, status: reached }, status) });
  const user = show(<Page />);
  await user.click(screen.getByRole('radio', { name: 'Test card: slow bank' }));
  await user.click(await button('Pay €40.00'));
  await expect.poll(() => location.pathname).toBe(`/payments/${payment.id}`);
  expect(asked(seen, PAY).map(({ body }) => body)).toEqual([
    { type: 'payment', payment_id: payment.id, method: 'card', token: 'tok_slow', amount: '40.00' },
  ]);
});

test('a declined card says so and why, and the way to another one is one press', async () => {
  const seen = serve({ [PAY]: () => problem(402, 'payment-declined', { decline_code: 'insufficient_funds' }) });
  const user = show(<Page />);
  await user.click(await button(/^Pay/));
  expect(await screen.findByRole('alert')).toHaveTextContent('There is not enough money on this card.');
  await user.click(await button('Try another card'));
  expect(screen.getByRole('radio', { name: 'Test card: succeeds' })).toHaveFocus();
  await user.click(await button(/^Pay/));
  await expect.poll(() => asked(seen, PAY)).toHaveLength(2);
  const [first, second] = asked(seen, PAY);
  expect(second?.key).not.toBe(first?.key); // what was declined is over: this is another attempt
});

test('when no answer comes nothing else can be sent, and asking again is the same attempt', async () => {
  const seen = serve({
    [PAY]: (_, nth) => {
      if (nth === 0) throw new TypeError('connection lost');
      return json({ ...payment, status: 'completed' }, 201);
    },
  });
  const user = show(<Page />);
  await user.click(await button(/^Pay/));
  expect(await screen.findByRole('alert')).toHaveTextContent('We did not hear back');
  expect(screen.getByRole('radio', { name: 'Test card: declined' })).toBeDisabled();
  expect(screen.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
  await user.click(await button('Ask again'));
  await expect.poll(() => location.pathname).toBe(`/payments/${payment.id}`);
  const [first, second] = asked(seen, PAY);
  expect([second?.key, second?.body]).toEqual([first?.key, first?.body]);
});

test('what asks for more than was shown is not paid, and the way to what it asks for now is one press', async () => {
  serve({ [PAY]: () => problem(409, 'price-changed', { amount: '45.00' }) });
  const user = show(<Page />);
  await user.click(await button(/^Pay/));
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was charged.');
  expect(screen.getByRole('link', { name: 'See how it stands' })).toHaveAttribute('href', `/payments/${payment.id}`);
});

test('what was paid or withdrawn meanwhile is told, with the way to how it stands', async () => {
  serve({ [PAY]: () => problem(409, 'invalid-state') });
  const user = show(<Page />);
  await user.click(await button(/^Pay/));
  expect(await screen.findByRole('alert')).toHaveTextContent('You were not charged again.');
  expect(screen.getByRole('link', { name: 'See how it stands' })).toHaveAttribute('href', `/payments/${payment.id}`);
});
