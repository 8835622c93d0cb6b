import { loadRemote, registerRemotes } from '@module-federation/runtime';
import { type RemoteDescriptor, type RemoteModule, within } from '@shopmesh/sdk';
import { fetchManifest } from './manifest';

export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  constructor(remote: string, message: string, cause?: unknown) {
    super(`remote "${remote}": ${message}`, { cause });
  }
}

async function load(name: string, descriptor: RemoteDescriptor, attempt: number): Promise<RemoteModule> {
  // On a retry re-read the pointer: the remote may have been redeployed or rolled back meanwhile.
  const current = attempt === 0 ? descriptor : ((await fetchManifest()).remotes[name] ?? descriptor);
  const entry = new URL(current.entry, location.origin);
  if (process.env.NODE_ENV === 'production' && entry.origin !== location.origin)
    throw new RemoteError(name, `entry is cross-origin: ${current.entry}`);
  if (attempt > 0) entry.searchParams.set('retry', String(attempt)); // the module map may remember a failed URL
  registerRemotes([{ name, entry: entry.href }], { force: attempt > 0 });
  const loaded = await loadRemote<{ default: RemoteModule }>(`${name}/remote`);
  if (loaded?.default?.contract !== 1)
    throw new RemoteError(name, `unknown contract ${String(loaded?.default?.contract)}`);
  return loaded.default;
}

const known = new Map<string, Promise<RemoteModule>>();
const attempts = new Map<string, number>();

/** Loads a remote once. A failed load is forgotten, so calling again (the "Try again" button) tries again by a fresh URL. */
export function loadRemoteModule(name: string, descriptor: RemoteDescriptor): Promise<RemoteModule> {
  const running = known.get(name);
  if (running) return running;
  const attempt = attempts.get(name) ?? 0;
  attempts.set(name, attempt + 1);
  const work = within(load(name, descriptor, attempt), `remote "${name}"`).catch((error: unknown) => {
    known.delete(name);
    throw error instanceof RemoteError ? error : new RemoteError(name, 'could not be loaded', error);
  });
  known.set(name, work);
  return work;
}
