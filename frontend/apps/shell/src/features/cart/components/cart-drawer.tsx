import { cart, cartDrawer, useCart, useCartDrawer, useLocation } from '@shopmesh/sdk';
import { Box, Button, Drawer, EmptyState, Price } from '@shopmesh/ui';
import { ShoppingBag } from '@shopmesh/ui/icons';
import { useEffect } from 'react';
import { DrawerLine } from './drawer-line';

function Total() {
  const { total, currency } = useCart().cart;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', fontWeight: 700, fontSize: '1.125rem' }}>
        <span>Total</span>
        <Price amount={total} currency={currency} />
      </Box>
      <Button size="large" href="/checkout">
        Checkout
      </Button>
      <Button variant="text" href="/cart">
        View cart
      </Button>
    </Box>
  );
}

export function CartDrawer() {
  const open = useCartDrawer();
  const { cart: content } = useCart();
  const { key } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: going anywhere closes the drawer
  useEffect(cartDrawer.close, [key]);
  useEffect(() => {
    if (open) void cart.reload();
  }, [open]);

  const empty = content.items.length === 0;
  return (
    <Drawer open={open} onClose={cartDrawer.close} title="Your cart" footer={!empty && <Total />}>
      {empty ? (
        <EmptyState icon={ShoppingBag} title="Nothing in it yet" action={<Button href="/products">Look around</Button>}>
          What you add waits here, also when you come back tomorrow.
        </EmptyState>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 3 }}>
          {content.items.map((line) => (
            <DrawerLine key={line.product_id} line={line} currency={content.currency} />
          ))}
        </Box>
      )}
    </Drawer>
  );
}
