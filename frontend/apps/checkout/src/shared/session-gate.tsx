import { RequireSession } from '@shopmesh/sdk';
import { ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import type { PropsWithChildren } from 'react';

const UNREACHABLE = {
  title: 'We cannot confirm your sign-in right now',
  detail: 'We keep trying; your cart and your orders are safe.',
};

/** Signed-out visitors are led to the sign-in and come back here, the cart with them. */
export const SessionGate = ({ children }: PropsWithChildren) => (
  <RequireSession
    pending={<LinesSkeleton label="Checking your sign-in" />}
    unreachable={<ErrorPanel problem={UNREACHABLE} />}
  >
    {children}
  </RequireSession>
);
