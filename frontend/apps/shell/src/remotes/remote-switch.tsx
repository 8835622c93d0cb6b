import { type RemotesManifest, useLocation } from '@shopmesh/sdk';
import { PageSkeleton } from '@shopmesh/ui';
import { Suspense, use, useState } from 'react';
import { NotFound } from '../app/not-found';
import { ErrorBoundary } from './error-boundary';
import { fetchManifest, remoteFor } from './manifest';
import { RemoteOutlet } from './remote-outlet';

function Chosen({ manifest }: { manifest: Promise<RemotesManifest> }) {
  const { pathname } = useLocation();
  const known = use(manifest);
  const name = remoteFor(known, pathname);
  const descriptor = name && known.remotes[name];
  if (!descriptor) return <NotFound />;
  return <RemoteOutlet key={name} name={name} descriptor={descriptor} />;
}

/** Sends each path to the remote that the pointer manifest names for it. */
export function RemoteSwitch({ manifest: first }: { manifest: Promise<RemotesManifest> }) {
  const [manifest, setManifest] = useState(first);
  const [attempt, setAttempt] = useState(0);
  const retry = () => {
    setManifest(fetchManifest());
    setAttempt(attempt + 1);
  };
  return (
    <ErrorBoundary key={attempt} name="manifest" title="We could not find the pages of the shop" onRetry={retry}>
      <Suspense fallback={<PageSkeleton label="Loading page" />}>
        <Chosen manifest={manifest} />
      </Suspense>
    </ErrorBoundary>
  );
}
