import { useSession, useTitle } from '@shopmesh/sdk';
import { Page, PageHeading } from '@shopmesh/ui';
import { OrderHistory } from '../features/orders/components/order-history';
import { SessionGate } from '../shared/session-gate';

function SignedIn() {
  const { user } = useSession();
  return user && <OrderHistory userId={user.id} />;
}

export function OrdersPage() {
  useTitle('Your orders');
  return (
    <Page>
      <PageHeading title="Your orders" lead="What you bought, and where it is right now." />
      <SessionGate>
        <SignedIn />
      </SessionGate>
    </Page>
  );
}
