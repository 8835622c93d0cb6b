import { expect, test } from 'vitest';
import { json, serve } from '../../../../testing/server';
import { fetchManifest, remoteFor } from './manifest';

const remote = (...mounts: string[]) => ({
  entry: '/mfe/x/000000000000/mf-manifest.json',
  version: '000000000000',
  mounts,
});
const manifest = {
  schema: 1 as const,
  remotes: { catalog: remote('/', '/products'), checkout: remote('/cart', '/orders'), admin: remote('/orders/admin') },
};

test.each([
  ['/', 'catalog'],
  ['/products', 'catalog'],
  ['/products/7', 'catalog'],
  ['/orders/7', 'checkout'],
  ['/orders/admin/7', 'admin'],
  ['/productsandmore', undefined],
  ['/nowhere', undefined],
])('%s is answered by %s', (path, name) => {
  expect(remoteFor(manifest, path)).toBe(name);
});

test('a pointer of another schema is refused instead of half understood', async () => {
  serve({ 'GET /mfe/manifest.json': () => json({ schema: 2, remotes: {} }) });
  await expect(fetchManifest()).rejects.toThrow('unknown schema');
});
