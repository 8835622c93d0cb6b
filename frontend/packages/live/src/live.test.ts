import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLive, type LiveNews } from './live';
import { saidIn } from './messages';
import { pauseBefore, RESTARTING, SESSION_OVER, TOO_MANY } from './pauses';

class Socket {
  static all: Socket[] = [];
  static get last(): Socket {
    return Socket.all.at(-1) as Socket;
  }
  readyState = 0;
  sent: unknown[] = [];
  closedWith: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close(code: number) {
    this.closedWith = code;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(word: object) {
    this.onmessage?.({ data: JSON.stringify(word) });
  }
  ends(code: number) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  greeted() {
    this.opens();
    this.says({ type: 'hello' });
    return this;
  }
}

function tab(first: string | null = 'token-1') {
  let token = first;
  let changed = () => {};
  const subscribe = (listener: () => void) => {
    changed = listener;
    return () => {};
  };
  const source = { token: () => token, subscribe };
  const live = createLive(source, () => new Socket() as unknown as WebSocket);
  const becomes = (next: string | null) => {
    token = next;
    changed();
  };
  return { live, becomes };
}

const UPDATE = { type: 'order:update', id: 'e-1', at: 'now', event: 'order.shipped', data: { order_id: 'o-1' } };

beforeEach(() => {
  Socket.all = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('two listeners of one tab share one socket, and each hears its own kind', () => {
  const { live } = tab();
  const orders: LiveNews[] = [];
  const payments: LiveNews[] = [];
  live.listen(['order:update'], (news) => orders.push(news));
  live.listen(['payment:update'], (news) => payments.push(news));
  Socket.last.greeted().says(UPDATE);
  expect(Socket.all).toHaveLength(1);
  expect(Socket.last.sent).toEqual([{ type: 'auth', token: 'token-1' }]);
  expect(orders).toEqual([UPDATE]);
  expect(payments).toEqual([]);
  expect(live.state.get()).toBe('live');
});

test('nobody signed in, nothing connected; signing in connects, signing out closes', () => {
  const { live, becomes } = tab(null);
  live.listen(['order:update'], () => {});
  expect(Socket.all).toHaveLength(0);
  becomes('token-1');
  Socket.last.greeted();
  becomes(null);
  expect(Socket.last.closedWith).toBe(1000);
  expect(live.state.get()).toBe('off');
});

test('a renewed token is sent on the connection there is', () => {
  const { live, becomes } = tab();
  live.listen(['order:update'], () => {});
  Socket.last.greeted();
  becomes('token-2');
  expect(Socket.all).toHaveLength(1);
  expect(Socket.last.sent.at(-1)).toEqual({ type: 'auth', token: 'token-2' });
});

test('a session that is over is not tried again until there is another token', async () => {
  const { live, becomes } = tab();
  live.listen(['order:update'], () => {});
  Socket.last.greeted().ends(SESSION_OVER);
  await vi.advanceTimersByTimeAsync(600_000);
  dispatchEvent(new Event('online'));
  expect(Socket.all).toHaveLength(1);
  becomes('token-2');
  expect(Socket.all).toHaveLength(2);
});

test('a lost connection comes back by itself, and what is shown is read again', async () => {
  const { live } = tab();
  const news: LiveNews[] = [];
  live.listen(['order:update'], (one) => news.push(one));
  Socket.last.greeted();
  expect(news).toEqual([]);
  Socket.last.ends(RESTARTING);
  expect(live.state.get()).toBe('off');
  await vi.advanceTimersByTimeAsync(3_000);
  Socket.last.greeted();
  expect(Socket.all).toHaveLength(2);
  expect(news).toEqual([{ type: 'resync' }]);
});

test('while the broker is away the page is told that silence means nothing', () => {
  const { live } = tab();
  const news: LiveNews[] = [];
  live.listen(['order:update'], (one) => news.push(one));
  Socket.last.greeted().says({ type: 'stale' });
  expect(live.state.get()).toBe('stale');
  Socket.last.says({ type: 'hello' }); // a renewed token changes nothing about that
  expect(live.state.get()).toBe('stale');
  Socket.last.says({ type: 'fresh' });
  expect(live.state.get()).toBe('live');
  expect(news).toEqual([{ type: 'resync' }]);
});

test('from page to page the connection stays; when nobody listens any more it goes', async () => {
  const { live } = tab();
  const leave = live.listen(['order:update'], () => {});
  Socket.last.greeted();
  leave();
  await vi.advanceTimersByTimeAsync(1_000);
  const leaveAgain = live.listen(['order:update'], () => {});
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Socket.last.closedWith).toBeUndefined();
  leaveAgain();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(Socket.last.closedWith).toBe(1000);
  expect(Socket.all).toHaveLength(1);
});

test('who may see everybody’s asks for it, again after every reconnection', async () => {
  const { live } = tab();
  live.listen(['order:update'], () => {}, ['orders']);
  Socket.last.greeted();
  expect(Socket.last.sent.at(-1)).toEqual({ type: 'subscribe', topics: ['orders'] });
  Socket.last.ends(1006);
  await vi.advanceTimersByTimeAsync(1_000);
  Socket.last.greeted();
  expect(Socket.last.sent.at(-1)).toEqual({ type: 'subscribe', topics: ['orders'] });
});

test('pauses double up to half a minute and are never the same for everybody', () => {
  expect([1, 2, 3, 20].map((failures) => pauseBefore(1006, failures, () => 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
  expect(pauseBefore(1006, 3, () => 0)).toBe(2_000);
  expect(pauseBefore(RESTARTING, 9, () => 0.5)).toBe(1_500);
  expect(pauseBefore(TOO_MANY, 1, () => 0)).toBe(60_000);
  expect(pauseBefore(SESSION_OVER, 1)).toBeNull();
});

test.each(['', 'nonsense', 'null', '[]', '{"type":"dashboard:update"}'])(
  'what is not known is passed over: %s',
  (text) => {
    expect(saidIn(text)).toEqual({ type: 'unknown' });
  },
);
