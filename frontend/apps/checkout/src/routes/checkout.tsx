import { useSession, useTitle } from '@shopmesh/sdk';
import { Page, PageHeading } from '@shopmesh/ui';
import { CheckoutView } from '../features/checkout/components/checkout-view';
import { SessionGate } from '../shared/session-gate';

function SignedIn() {
  const { user } = useSession();
  return user && <CheckoutView userId={user.id} />;
}

export function CheckoutPage() {
  useTitle('Checkout');
  return (
    <Page>
      <PageHeading title="Checkout" />
      <SessionGate>
        <SignedIn />
      </SessionGate>
    </Page>
  );
}
