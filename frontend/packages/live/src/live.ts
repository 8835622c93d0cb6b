import { createStore, type Store } from '@shopmesh/sdk';
import type { LiveMessage, LiveNews, LiveType } from './messages';
import { saidIn } from './messages';
import { pauseBefore } from './pauses';

export type { LiveMessage, LiveNews, LiveType } from './messages';

/** `live`: what happens is told as it happens. Anything else: ask now and then. */
export type LiveState = 'off' | 'connecting' | 'live' | 'stale';

export interface Live {
  readonly state: Store<LiveState>;
  /** Until the returned function is called. `topics`: everybody's, for those who may. */
  listen(types: readonly LiveType[], tell: (news: LiveNews) => void, topics?: readonly string[]): () => void;
}

/** What of the session is needed: its token, and to be told when there is another. */
export interface TokenSource {
  token(): string | null;
  subscribe(changed: () => void): () => void;
}

interface Listener {
  readonly types: readonly LiveType[];
  readonly topics: readonly string[];
  readonly tell: (news: LiveNews) => void;
}

// Going from one page to the next is no reason to connect anew.
const LINGER_MS = 5_000;
const NORMAL = 1_000;

/** One socket for the whole tab, there while somebody listens and somebody is signed in. */
export function createLive(source: TokenSource, open: () => WebSocket): Live {
  const state = createStore<LiveState>('off');
  const listeners = new Set<Listener>();
  let socket: WebSocket | null = null;
  let sent: string | null = null; // the token the server last had from us
  let refused: string | null = null; // the one it wants no more
  let failures = 0;
  let interrupted = false; // there was a connection before: something may have been missed since
  let retry: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const say = (word: object) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(word));
  const tell = (news: LiveNews) => {
    for (const listener of listeners)
      if (news.type === 'resync' || listener.types.includes(news.type)) listener.tell(news);
  };
  const topics = () => [...new Set([...listeners].flatMap((listener) => listener.topics))].sort();

  function introduce(): void {
    sent = source.token();
    if (sent) say({ type: 'auth', token: sent });
  }

  function hear(text: unknown): void {
    const said = saidIn(text);
    switch (said.type) {
      case 'hello': {
        failures = 0;
        const renewed = state.get() === 'live' || state.get() === 'stale';
        if (!renewed) state.set('live');
        if (topics().length > 0) say({ type: 'subscribe', topics: topics() });
        if (!renewed && interrupted) tell({ type: 'resync' });
        interrupted = true;
        return;
      }
      case 'stale':
        state.set('stale');
        return;
      case 'fresh':
        state.set('live');
        tell({ type: 'resync' });
        return;
      case 'resync':
        tell({ type: 'resync' });
        return;
      case 'order:update':
      case 'payment:update':
        tell(said as LiveMessage);
    }
  }

  function connect(): void {
    clearTimeout(retry);
    const token = source.token();
    if (socket || listeners.size === 0 || !token || token === refused) return;
    state.set('connecting');
    const own = open();
    socket = own;
    own.onopen = () => own === socket && introduce();
    own.onmessage = ({ data }) => own === socket && hear(data);
    own.onclose = ({ code }) => own === socket && closed(code);
  }

  function closed(code: number): void {
    socket = null;
    failures += 1;
    state.set('off');
    const pause = pauseBefore(code, failures);
    if (pause !== null) {
      retry = setTimeout(connect, pause);
      return;
    }
    refused = sent;
    connect(); // there may be another token by now
  }

  function disconnect(): void {
    clearTimeout(retry);
    const old = socket;
    socket = null;
    interrupted = false;
    state.set('off');
    old?.close(NORMAL);
  }

  source.subscribe(() => {
    const token = source.token();
    if (!token) disconnect();
    else if (!socket) connect();
    else if (token !== sent) introduce();
  });
  addEventListener('online', connect);

  return {
    state,
    listen(types, toTell, wanted = []) {
      const listener: Listener = { types, topics: wanted, tell: toTell };
      clearTimeout(leaving);
      listeners.add(listener);
      connect();
      if (wanted.length > 0) say({ type: 'subscribe', topics: topics() });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        leaving = setTimeout(() => listeners.size === 0 && disconnect(), LINGER_MS);
      };
    },
  };
}
