import { RemoteAttempt, type RemoteDescriptor, type RemoteModule, useRoutes } from '@shopmesh/sdk';
import { PageSkeleton } from '@shopmesh/ui';
import { Suspense, use, useState } from 'react';
import { NotFound } from '../app/not-found';
import { ErrorBoundary } from './error-boundary';
import { loadRemoteModule } from './load-remote';

function Mounted({ module }: { module: Promise<RemoteModule> }) {
  return useRoutes([...use(module).routes, { path: '*', element: <NotFound /> }]);
}

interface RemoteOutletProps {
  name: string;
  descriptor: RemoteDescriptor;
}

/** A remote's pages, or its own error panel: missing, broken or hanging, it never takes the page with it. */
export function RemoteOutlet({ name, descriptor }: RemoteOutletProps) {
  const [attempt, setAttempt] = useState(0);
  const [module, setModule] = useState(() => loadRemoteModule(name, descriptor));
  const retry = () => {
    setModule(loadRemoteModule(name, descriptor));
    setAttempt(attempt + 1);
  };
  return (
    <ErrorBoundary key={attempt} name={name} title="This part of the shop is not available right now" onRetry={retry}>
      <Suspense fallback={<PageSkeleton label="Loading page" />}>
        <RemoteAttempt value={attempt}>
          <Mounted module={module} />
        </RemoteAttempt>
      </Suspense>
    </ErrorBoundary>
  );
}
