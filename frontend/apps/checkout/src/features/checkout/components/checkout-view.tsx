import { cart, problemOf, useCart } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { ShoppingBag } from '@shopmesh/ui/icons';
import { useEffect } from 'react';
import { useUsualAddress } from '../api/get-usual-address';
import { draft, valuesFrom } from '../model/draft';
import { payments } from '../model/payments';
import { CheckoutForm } from './checkout-form';

const NothingToPay = () => (
  <EmptyState
    icon={ShoppingBag}
    title="Nothing to pay for yet"
    action={
      <>
        <Button href="/products">Look around</Button>
        <Button variant="outlined" href="/orders">
          My orders
        </Button>
      </>
    }
  >
    Put something in your cart, then come back.
  </EmptyState>
);

export function CheckoutView({ userId }: { userId: string }) {
  const { cart: content, status, error } = useCart();
  const usual = useUsualAddress(userId);
  useEffect(() => void cart.reload(), []);

  const unsettled = payments.unsettled(userId);
  const empty = content.items.length === 0 && !unsettled;
  if (status === 'loading' || usual.isPending) return <LinesSkeleton label="Loading checkout" count={4} />;
  if (empty && status === 'failed') return <ErrorPanel problem={problemOf(error)} onRetry={cart.reload} />;
  if (empty) return <NothingToPay />;
  const initial = unsettled
    ? valuesFrom(unsettled.body.shipping, unsettled.body.payment.token)
    : (draft.of(userId) ?? valuesFrom(usual.data ?? {}));
  return <CheckoutForm key={userId} userId={userId} initial={initial} />;
}
