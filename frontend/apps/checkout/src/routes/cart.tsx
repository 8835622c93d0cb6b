import { useTitle } from '@shopmesh/sdk';
import { Page, PageHeading } from '@shopmesh/ui';
import { CartView } from '../features/cart/components/cart-view';
import { TallLink } from '../shared/tall-link';

export function CartPage() {
  useTitle('Cart');
  return (
    <Page>
      <PageHeading title="Your cart" action={<TallLink href="/products">Continue shopping</TallLink>} />
      <CartView />
    </Page>
  );
}
