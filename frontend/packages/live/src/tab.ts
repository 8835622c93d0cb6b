import { session } from '@shopmesh/sdk';
import { createLive, type Live } from './live';

// Every remote bundles this package; the tab has one socket all the same.
const PLACE = Symbol.for('shopmesh.live');
const tab = globalThis as unknown as Record<symbol, Live | undefined>;

const address = () => `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws/`;

export function live(): Live {
  tab[PLACE] ??= createLive(
    { token: session.token, subscribe: session.state.subscribe },
    () => new WebSocket(address()),
  );
  return tab[PLACE];
}
