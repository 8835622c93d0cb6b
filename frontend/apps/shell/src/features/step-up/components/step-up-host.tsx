import { lazyPage, stepUp, useStore } from '@shopmesh/sdk';
import { toast } from '@shopmesh/ui';
import { Component, type PropsWithChildren, Suspense } from 'react';

// Few visits ever need it: it is downloaded when it is asked for.
const dialog = lazyPage(() => import('./step-up-dialog').then((module) => module.StepUpDialog));

/** A dialog that cannot be loaded must not leave the request waiting for ever. */
class GiveUp extends Component<PropsWithChildren, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });

  override componentDidCatch(error: unknown) {
    console.error('[step-up]', error);
    stepUp.settle(false);
    toast({ message: 'The window to confirm that it is you could not be loaded. Try again.', tone: 'error' });
  }

  override render = () => (this.state.failed ? null : this.props.children);
}

export function StepUpHost() {
  if (useStore(stepUp.state) === null) return null;
  return (
    <GiveUp>
      <Suspense fallback={null}>{dialog}</Suspense>
    </GiveUp>
  );
}
