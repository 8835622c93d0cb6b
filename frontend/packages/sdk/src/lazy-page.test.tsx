import { act, render, screen } from '@testing-library/react';
import { Component, type ReactElement, type ReactNode, Suspense } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lazyPage, RemoteAttempt } from './lazy-page';

class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render = () => (this.state.failed ? <p>failed</p> : this.props.children);
}
const Page = () => <h1>Products</h1>;
const view = (page: ReactElement, attempt = 0) => (
  <Boundary key={attempt}>
    <Suspense fallback={<p>loading</p>}>
      <RemoteAttempt value={attempt}>{page}</RemoteAttempt>
    </Suspense>
  </Boundary>
);
const show = async (page: ReactElement) => {
  let shown: ReturnType<typeof render> | undefined;
  await act(async () => {
    shown = render(view(page));
  });
  return shown as ReturnType<typeof render>;
};
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.useRealTimers());

test('one lost download is tried again without anybody noticing', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('network')).mockResolvedValue(Page);
  await show(lazyPage(load));
  await pass(300);
  expect(screen.getByRole('heading', { name: 'Products' })).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a page that never arrives fails after eight seconds', async () => {
  await show(lazyPage(() => new Promise(() => undefined)));
  await pass(7_500);
  expect(screen.getByText('loading')).toBeInTheDocument();
  await pass(1_000);
  expect(screen.getByText('failed')).toBeInTheDocument();
});

test('a failed page is downloaded anew on the next attempt', async () => {
  const load = vi.fn().mockRejectedValue(new Error('network'));
  const page = lazyPage(load);
  const { rerender } = await show(page);
  await pass(2_000);
  expect(screen.getByText('failed')).toBeInTheDocument();
  load.mockResolvedValue(Page);
  await act(async () => rerender(view(page, 1)));
  expect(screen.getByRole('heading', { name: 'Products' })).toBeInTheDocument();
});
