import { ApiError } from '@shopmesh/sdk';
import { Button, EmptyState } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';

export const isMissing = (error: unknown): boolean => error instanceof ApiError && [400, 404].includes(error.status);

export const Missing = () => (
  <EmptyState
    icon={SearchX}
    title="We cannot find this payment"
    page
    action={<Button href="/payments">Your payments</Button>}
  >
    It may belong to another account, or the address is not quite right.
  </EmptyState>
);
