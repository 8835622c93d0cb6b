import { BrowserRouter, QueryClient, QueryClientProvider, Route, Routes } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { json, problem, serve } from '../../../../testing/server';
import { OrderPage } from './order';

const SAGA = {
  order_id: 'o-1',
  number: '',
  state: 'cancelled',
  stuck: false,
  attempt: 0,
  next_attempt_at: null,
  lease_until: null,
  fence: 1,
  steps: [{ state: 'cancelled', at: '2026-03-01T10:00:00Z', outcome: 'refused', attempt: 0, error: 'out_of_stock' }],
};

function show() {
  history.pushState(null, '', '/admin/orders/o-1');
  render(
    <UiProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <BrowserRouter>
          <Routes>
            <Route path="/admin/orders/:id" element={<OrderPage />} />
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </UiProvider>,
  );
}

const NO_ORDER = { 'GET /api/orders/o-1/': () => problem(404, 'not-found') };

test('a checkout that was never placed has a saga all the same, and its page shows it', async () => {
  serve({ ...NO_ORDER, 'GET /api/orders/o-1/saga/': () => json(SAGA) });
  show();
  expect(await screen.findByRole('heading', { name: 'Not placed' })).toBeVisible();
  expect(await screen.findByText(/out_of_stock/)).toBeVisible();
});

test('what was never begun is missing', async () => {
  serve({ ...NO_ORDER, 'GET /api/orders/o-1/saga/': () => problem(404, 'not-found') });
  show();
  expect(await screen.findByText('There is no such order')).toBeVisible();
});
