import type { RouteObject } from './vendor';

/** What every remote exposes as "./remote" (default export): the only type that crosses the federation boundary. */
export interface RemoteModule {
  /** Contract version; the shell refuses a remote whose version differs. */
  readonly contract: 1;
  readonly name: string;
  /** Paths from the root of the shop ("products/:id"); the remote's mounts in remote.json say which of them reach it. */
  readonly routes: RouteObject[];
}

export interface RemoteDescriptor {
  /** URL of the remote's mf-manifest.json, in its immutable, versioned directory. */
  readonly entry: string;
  readonly version: string;
  /** Path prefixes this remote answers: "/" is the home page alone, "/products" also "/products/7". */
  readonly mounts: readonly string[];
}

/** /mfe/manifest.json, the only mutable file of a deployment. */
export interface RemotesManifest {
  readonly schema: 1;
  readonly remotes: Readonly<Record<string, RemoteDescriptor>>;
}

export const defineRemote = (remote: RemoteModule): RemoteModule => remote;
