import { useParams } from '@shopmesh/sdk';
import { Page } from '@shopmesh/ui';
import { OrderView } from '../features/orders/components/order-view';
import { SessionGate } from '../shared/session-gate';
import { TallLink } from '../shared/tall-link';

export function OrderPage() {
  const { id = '' } = useParams();
  return (
    <Page>
      <TallLink href="/orders">Your orders</TallLink>
      <SessionGate>
        <OrderView key={id} id={id} />
      </SessionGate>
    </Page>
  );
}
