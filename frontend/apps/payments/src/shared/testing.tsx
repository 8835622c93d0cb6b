import { BrowserRouter, type Payment, QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';

/** A request of forty euros that waits for ada. */
export const REQUEST: Payment = {
  id: 'p-1',
  type: 'request',
  order_id: null,
  customer_id: 'ada',
  vendor_id: 'vera',
  organisation_id: 'org',
  description: 'Repair of a lamp',
  amount: '40.00',
  currency: 'EUR',
  captured: '0.00',
  refunded: '0.00',
  share: null,
  status: 'initiated',
  method: '',
  decline_code: null,
  capture: 'automatic',
  expires_at: '2026-03-10T10:00:00Z',
  created_at: '2026-02-28T10:00:00Z',
  updated_at: '2026-02-28T10:00:00Z',
};

/** As in the shell: its look, its router and its cache. */
export function show(page: ReactNode) {
  Element.prototype.scrollIntoView = () => undefined; // jsdom lays nothing out
  render(
    <UiProvider>
      <QueryClientProvider client={new QueryClient()}>
        <BrowserRouter>{page}</BrowserRouter>
      </QueryClientProvider>
    </UiProvider>,
  );
  return userEvent.setup();
}
