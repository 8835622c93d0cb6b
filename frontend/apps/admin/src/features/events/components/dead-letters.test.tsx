import { QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { json, problem, serve } from '../../../../../../testing/server';
import { DeadLetters } from './dead-letters';

const LETTER = {
  id: 1,
  consumer: 'payments_service__order_confirmed_v1',
  subject: 'order.confirmed.v1',
  event_id: 'e-1',
  aggregate: 'order',
  aggregate_id: 'o-1',
  reason: 'failed',
  error: 'ValueError: no',
  attempts: 5,
  created_at: '2026-03-01T10:00:00Z',
  waiting_behind: 2,
};

const page = (count: number, results: object[]) => () => json({ count, next: null, previous: null, results });

test('a service that is away is named, and what does not fit on the page is counted', async () => {
  serve({
    'GET /api/orders/events/dead/': page(0, []),
    'GET /api/payments/events/dead/': page(3, [LETTER]),
    'GET /api/products/events/dead/': page(0, []),
    'GET /api/users/events/dead/': () => problem(400, 'validation-error'),
  });
  render(
    <UiProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DeadLetters />
      </QueryClientProvider>
    </UiProvider>,
  );
  expect(await screen.findByText('order.confirmed.v1')).toBeVisible();
  expect(screen.getByText('and 2 more, once these are replayed')).toBeVisible();
  expect(screen.getByText('No answer from: Users')).toBeVisible();
});
