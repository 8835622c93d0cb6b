import { BrowserRouter, QueryClient, QueryClientProvider, session } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';

/** As in the shell: its look, its router and its cache. */
export function show(page: ReactNode) {
  // jsdom lays nothing out, and knows dialogs by name alone.
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  render(
    <UiProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <BrowserRouter>{page}</BrowserRouter>
      </QueryClientProvider>
    </UiProvider>,
  );
  return userEvent.setup();
}

/** Somebody is signed in; no server has to know. */
export function signIn(role: string): void {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  const access = `${part({ alg: 'RS256' })}.${part({ sub: `id-${role}`, username: role, role })}.signature`;
  session.acceptTokens({ access, token_type: 'Bearer', expires_in: 900 } as Parameters<typeof session.acceptTokens>[0]);
}

export const LAMP = {
  id: 7,
  sku: 'LAMP-1',
  name: 'Lamp',
  description: 'Warm light.',
  category: { slug: 'home', name: 'Home & kitchen', tint: '#FBE9DC' },
  price: '20.00',
  currency: 'EUR',
  stock: { available: 9, level: 'in_stock' },
  image: { url: '/media/products/1f4a1.webp', alt: 'A lamp' },
};

export const CATEGORIES = [
  {
    slug: 'home',
    name: 'Home & kitchen',
    tint: '#FBE9DC',
    parent: null,
    position: 1,
    depth: 0,
    path: ['home'],
    product_count: 8,
  },
  {
    slug: 'light',
    name: 'Light',
    tint: '#FBE9DC',
    parent: 'home',
    position: 1,
    depth: 1,
    path: ['home', 'light'],
    product_count: 3,
  },
];
