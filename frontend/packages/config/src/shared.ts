/**
 * What the shell and the remotes share at run time. A package listed here cannot be tree-shaken (any remote may ask for any
 * export), so react-router, TanStack Query and MUI are not listed: our own sdk and ui re-export the part of them that is used.
 */
const versions = {
  react: '^19.3.0',
  'react/jsx-runtime': '^19.3.0',
  'react-dom': '^19.3.0',
  '@shopmesh/sdk': '^1.0.0',
  '@shopmesh/ui': '^1.0.0',
};

type SharedEntry = { singleton: true; requiredVersion: string; strictVersion?: true; import?: false; eager?: true };

const entries = (extra: Pick<SharedEntry, 'strictVersion' | 'import'>): Record<string, SharedEntry> =>
  Object.fromEntries(
    Object.entries(versions).map(([name, requiredVersion]) => [name, { singleton: true, requiredVersion, ...extra }]),
  );

// A few kilobytes that every page needs before anything else: in the entry they save three requests.
const SMALL = ['react', 'react/jsx-runtime', 'react-dom'];

/** The shell owns the one copy of everything shared. */
export const hostShared = Object.fromEntries(
  Object.entries(entries({})).map(([name, entry]) => [
    name,
    SMALL.includes(name) ? { ...entry, eager: true as const } : entry,
  ]),
);

/** Remotes never bundle a fallback copy: a wrong version fails in the remote's own error panel instead of loading React twice. */
export const remoteShared = entries({ import: false, strictVersion: true });
