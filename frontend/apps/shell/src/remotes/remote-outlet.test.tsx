import { defineRemote, type RemoteDescriptor } from '@shopmesh/sdk';
import { UiProvider } from '@shopmesh/ui';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { json, serve } from '../../../../testing/server';

const loadRemote = vi.hoisted(() => vi.fn());
const registerRemotes = vi.hoisted(() => vi.fn());
vi.mock('@module-federation/runtime', () => ({ loadRemote, registerRemotes }));

const descriptor: RemoteDescriptor = {
  entry: '/mfe/catalog/aaaaaaaaaaaa/mf-manifest.json',
  version: 'aaaaaaaaaaaa',
  mounts: ['/'],
};
const working = {
  default: defineRemote({ contract: 1, name: 'catalog', routes: [{ index: true, element: <h1>Products</h1> }] }),
};
const FAILED = 'This part of the shop is not available right now';

// A fresh module each time: the loader remembers what it has loaded.
async function open() {
  vi.resetModules();
  const { RemoteOutlet } = await import('./remote-outlet');
  await act(async () => {
    render(
      <UiProvider>
        <p>The rest of the shop</p>
        <MemoryRouter>
          <RemoteOutlet name="catalog" descriptor={descriptor} />
        </MemoryRouter>
      </UiProvider>,
    );
  });
}
const tryAgain = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Try again' })));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  loadRemote.mockReset();
  registerRemotes.mockReset();
  serve({
    'GET /mfe/manifest.json': () =>
      json({ schema: 1, remotes: { catalog: { ...descriptor, entry: '/mfe/catalog/bbbbbbbbbbbb/mf-manifest.json' } } }),
  });
});
afterEach(() => vi.useRealTimers());

test('a remote that loads shows its page', async () => {
  loadRemote.mockResolvedValue(working);
  await open();
  expect(screen.getByRole('heading', { name: 'Products' })).toBeInTheDocument();
});

test('a missing remote shows its own panel and the rest stays', async () => {
  loadRemote.mockRejectedValue(new Error('404'));
  await open();
  expect(screen.getByText(FAILED)).toBeInTheDocument();
  expect(screen.getByText('The rest of the shop')).toBeInTheDocument();
});

test('trying again reads the pointer anew, asks by a fresh address and heals', async () => {
  loadRemote.mockRejectedValueOnce(new Error('404')).mockResolvedValue(working);
  await open();
  await tryAgain();
  expect(await screen.findByRole('heading', { name: 'Products' })).toBeInTheDocument();
  const [[remote], options] = registerRemotes.mock.calls.at(-1) as [[{ entry: string }], object];
  expect(remote.entry).toContain('/mfe/catalog/bbbbbbbbbbbb/mf-manifest.json?retry=1');
  expect(options).toEqual({ force: true });
});

test('a remote that hangs is given up after eight seconds', async () => {
  loadRemote.mockReturnValue(new Promise(() => undefined));
  await open();
  await act(() => vi.advanceTimersByTimeAsync(7_500));
  expect(screen.queryByText(FAILED)).not.toBeInTheDocument();
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.getByText(FAILED)).toBeInTheDocument();
});

test('a remote with another contract is refused', async () => {
  loadRemote.mockResolvedValue({ default: { contract: 2, name: 'catalog', routes: [] } });
  await open();
  expect(screen.getByText(FAILED)).toBeInTheDocument();
});

test('a remote whose page throws is shown as failed and does not take the shell with it', async () => {
  const Broken = () => {
    throw new Error('undefined is not a function');
  };
  loadRemote.mockResolvedValue({
    default: defineRemote({ contract: 1, name: 'catalog', routes: [{ index: true, element: <Broken /> }] }),
  });
  await open();
  expect(screen.getByText(FAILED)).toBeInTheDocument();
  expect(screen.getByText('The rest of the shop')).toBeInTheDocument();
});

test('a path the remote does not know is the 404 page of the shell', async () => {
  loadRemote.mockResolvedValue({ default: defineRemote({ contract: 1, name: 'catalog', routes: [] }) });
  await open();
  expect(screen.getByText('There is nothing here')).toBeInTheDocument();
});
