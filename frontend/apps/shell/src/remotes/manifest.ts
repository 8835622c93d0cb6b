import type { RemoteDescriptor, RemotesManifest } from '@shopmesh/sdk';

const URL_OF_MANIFEST = '/mfe/manifest.json';
const TIMEOUT_MS = 8_000;

const isManifest = (body: unknown): body is RemotesManifest =>
  typeof body === 'object' &&
  body !== null &&
  (body as RemotesManifest).schema === 1 &&
  typeof (body as RemotesManifest).remotes === 'object';

/** In development some remotes come from their own dev servers, the others from the last published build. */
function withDevRemotes(manifest: RemotesManifest): RemotesManifest {
  if (process.env.NODE_ENV === 'production') return manifest;
  const remotes: Record<string, RemoteDescriptor> = { ...manifest.remotes };
  for (const [name, entry] of Object.entries(__DEV_REMOTES__)) {
    if (remotes[name]) remotes[name] = { ...remotes[name], entry, version: 'dev' };
  }
  return { ...manifest, remotes };
}

export async function fetchManifest(): Promise<RemotesManifest> {
  // credentials as in index.html's preload, or the browser would fetch the file twice
  const response = await fetch(URL_OF_MANIFEST, {
    cache: 'no-cache',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${URL_OF_MANIFEST}: HTTP ${response.status}`);
  const body: unknown = await response.json();
  if (!isManifest(body)) throw new Error(`${URL_OF_MANIFEST}: unknown schema`);
  return withDevRemotes(body);
}

const answers = (mount: string, pathname: string): boolean =>
  mount === '/' ? pathname === '/' : pathname === mount || pathname.startsWith(`${mount}/`);

/** The remote whose longest mount answers the path. */
export function remoteFor(manifest: RemotesManifest, pathname: string): string | undefined {
  const found = Object.entries(manifest.remotes)
    .flatMap(([name, { mounts }]) => mounts.map((mount) => ({ name, mount })))
    .filter(({ mount }) => answers(mount, pathname))
    .sort((a, b) => b.mount.length - a.mount.length);
  return found[0]?.name;
}
