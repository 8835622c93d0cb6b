import { useTitle } from '@shopmesh/sdk';
import { Page, PageHeading, TextLink } from '@shopmesh/ui';
import { CartView } from '../features/cart/components/cart-view';

export function CartPage() {
  useTitle('Cart');
  return (
    <Page>
      <PageHeading title="Your cart" action={<TextLink href="/products">Continue shopping</TextLink>} />
      <CartView />
    </Page>
  );
}
