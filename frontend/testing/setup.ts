import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { TestChannel } from './channel';
import { locks } from './locks';

// One second, the default, is too short for a first render on two busy cores; nothing waits longer than it must.
configure({ asyncUtilTimeout: 5_000 });
// jsdom has no Web Locks, its channels outlive a test, and no test may reach a real server.
Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
globalThis.BroadcastChannel = TestChannel as unknown as typeof BroadcastChannel;

beforeEach(() => {
  globalThis.fetch = (request) => Promise.reject(new TypeError(`no server in tests: ${String(request)}`));
});
afterEach(() => {
  cleanup();
  TestChannel.closeAll();
  localStorage.clear();
  sessionStorage.clear();
});
