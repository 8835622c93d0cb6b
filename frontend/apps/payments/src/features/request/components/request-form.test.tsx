import type { Payment } from '@shopmesh/sdk';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { REQUEST, show } from '../../../shared/testing';
import { RequestForm } from './request-form';

const ASK = 'POST /api/payments/';
const UNKNOWN = [{ pointer: '/customer_email', code: 'unknown-customer', detail: 'No account has this address.' }];

function form() {
  const made: Payment[] = [];
  return { user: show(<RequestForm onMade={(payment) => made.push(payment)} />), made };
}

async function fillIn(user: UserEvent, amount = '40') {
  await user.type(screen.getByLabelText('Customer’s e-mail'), 'ada@example.com');
  await user.type(screen.getByLabelText('Amount'), amount);
  await user.type(screen.getByLabelText('What for'), 'Repair of a lamp');
}
const send = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Ask for it' }));

test('what is missing is told without asking the server, the first of it focused', async () => {
  const seen = serve({});
  const { user } = form();
  await send(user);
  expect(screen.getByLabelText('Customer’s e-mail')).toHaveFocus();
  expect(screen.getByLabelText('Amount')).toBeInvalid();
  expect(screen.getByLabelText('What for')).toBeInvalid();
  expect(seen).toEqual([]);
});

test('an address without an account is told at its field, and another one is another wish', async () => {
  const seen = serve({
    [ASK]: (_, nth) => (nth === 0 ? problem(400, 'validation-error', { errors: UNKNOWN }) : json(REQUEST, 201)),
  });
  const { user, made } = form();
  await fillIn(user);
  await send(user);
  const field = await screen.findByRole('textbox', { description: 'No account has this address.' });
  await user.type(field, '.org');
  await send(user);
  await expect.poll(() => made).toEqual([REQUEST]);
  const [first, second] = asked(seen, ASK);
  expect(second?.body).toEqual({
    type: 'initiate',
    customer_email: 'ada@example.com.org',
    amount: '40.00',
    currency: 'EUR',
    description: 'Repair of a lamp',
    expires_in_days: 14,
    capture: 'automatic',
  });
  expect(first?.key).not.toBe(second?.key);
});

test('sent again unchanged it is the same request, with the same key', async () => {
  const seen = serve({ [ASK]: (_, nth) => (nth === 0 ? problem(503, 'dependency-unavailable') : json(REQUEST, 201)) });
  const { user, made } = form();
  await fillIn(user);
  await send(user);
  expect(await screen.findByRole('alert')).toBeInTheDocument();
  await send(user);
  await expect.poll(() => made).toHaveLength(1);
  const [first, second] = asked(seen, ASK);
  expect(first?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.key).toBe(first?.key);
});
