import { BrowserRouter, Link, type ProductDetail, QueryClient, QueryClientProvider } from '@shopmesh/sdk';
import { type AnchorProps, UiProvider } from '@shopmesh/ui';
import { act, render } from '@testing-library/react';
import type { ReactElement } from 'react';

const RouterLink = ({ href, ...props }: AnchorProps) => <Link to={href} {...props} />;

const PICTURE = {
  id: null,
  url: '/media/products/1f4a1.webp',
  alt: 'A lamp',
  width: 256,
  height: 256,
  sources: [{ url: '/media/products/1f4a1.webp', width: 256 }],
};

export const lamp = (id: number): ProductDetail => ({
  id,
  sku: `LAMP-${id}`,
  name: `Lamp ${id}`,
  description: 'It shines.',
  category: { slug: 'home', name: 'Home', tint: '#FCF0D9', path: [{ slug: 'home', name: 'Home' }] },
  price: '20.00',
  currency: 'EUR',
  stock: { available: 9, level: 'in_stock' },
  image: { url: '/media/products/1f4a1.webp', alt: 'A lamp' },
  images: [PICTURE],
  rating: { average: '4.3', count: 3 },
  related: [],
  vendor: null,
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
