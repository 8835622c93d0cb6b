import { BrowserRouter, Link, type Product, QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { type AnchorProps, UiProvider } from '@shopmesh/ui';
import { act, render } from '@testing-library/react';
import type { ReactElement } from 'react';

const RouterLink = ({ href, ...props }: AnchorProps) => <Link to={href} {...props} />;

export const lamp = (id: number): Product => ({
  id,
  sku: `LAMP-${id}`,
  name: `Lamp ${id}`,
  description: 'It shines.',
  category: { slug: 'home', name: 'Home', tint: '#FCF0D9' },
  price: '20.00',
  currency: 'EUR',
  stock: { available: 9, level: 'in_stock' },
  image: { url: '/media/products/1f4a1.webp', alt: 'A lamp' },
  images: [{ url: '/media/products/1f4a1.webp', alt: 'A lamp' }],
  created_at: '2026-03-01T10:00:00Z',
  updated_at: '2026-03-01T10:00:00Z',
});

/** A page as the shell shows it: one cache, one router, nobody signed in unless a test says so. */
export async function show(element: ReactElement, at = '/') {
  history.replaceState(null, '', at);
  await act(async () => {
    render(
      <UiProvider link={RouterLink}>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <BrowserRouter>{element}</BrowserRouter>
        </QueryClientProvider>
      </UiProvider>,
    );
  });
}
