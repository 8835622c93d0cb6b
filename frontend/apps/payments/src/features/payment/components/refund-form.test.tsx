import type { Payment } from '@shopmesh/sdk';
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { asked, json, problem, serve } from '../../../../../../testing/server';
import { REQUEST, show } from '../../../shared/testing';
import { RefundForm } from './refund-form';

const PAID: Payment = { ...REQUEST, status: 'partially_refunded', captured: '40.00', refunded: '10.00' };
const REFUND = 'POST /api/payments/p-1/refunds/';

const amount = () => screen.getByLabelText('Amount in EUR');
const give = () => screen.getByRole('button', { name: 'Give back' });

test('all that is left is what is offered, and what is sent', async () => {
  const seen = serve({ [REFUND]: () => json({ payment: PAID }, 201) });
  const done = vi.fn();
  const user = show(<RefundForm payment={PAID} onDone={done} />);
  expect(amount()).toHaveValue('30.00');
  await user.type(screen.getByLabelText(/^Reason/), ' Broken ');
  await user.click(give());
  await expect.poll(() => done.mock.calls.length).toBe(1);
  expect(asked(seen, REFUND).map(({ body }) => body)).toEqual([{ amount: '30.00', reason: 'Broken' }]);
});

test('more than is left is not even asked for', async () => {
  const seen = serve({});
  const user = show(<RefundForm payment={PAID} onDone={() => undefined} />);
  await user.clear(amount());
  await user.type(amount(), '30.01');
  await user.click(give());
  expect(amount()).toHaveAccessibleDescription('At most 30.00 EUR.');
  expect(seen).toEqual([]);
});

test('what somebody else gave back meanwhile is told with what is left, and nothing is closed', async () => {
  serve({ [REFUND]: () => problem(409, 'refund-exceeds-captured', { refundable: 1250 }) });
  const done = vi.fn();
  const user = show(<RefundForm payment={PAID} onDone={done} />);
  await user.click(give());
  expect(await screen.findByRole('alert')).toHaveTextContent('€12.50 can still be given back.');
  expect(done).not.toHaveBeenCalled();
});

test('a refund that is sent again is the same one; a smaller one is another', async () => {
  const seen = serve({ [REFUND]: () => problem(503, 'dependency-unavailable') });
  const user = show(<RefundForm payment={PAID} onDone={() => undefined} />);
  await user.click(give());
  await screen.findByRole('alert');
  await user.click(give());
  await expect.poll(() => asked(seen, REFUND)).toHaveLength(2);
  await user.clear(amount());
  await user.type(amount(), '5');
  await user.click(give());
  await expect.poll(() => asked(seen, REFUND)).toHaveLength(3);
  const [first, again, other] = asked(seen, REFUND).map(({ key }) => key);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
