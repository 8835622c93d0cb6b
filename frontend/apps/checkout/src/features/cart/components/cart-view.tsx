import { cart, problemOf, useCart } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, LinesSkeleton, Surface, Typography } from '@shopmesh/ui';
import { ShoppingBag } from '@shopmesh/ui/icons';
import { useEffect } from 'react';
import { WITH_SUMMARY } from '../../../shared/columns';
import { CartRow } from './cart-row';
import { CartSummary } from './cart-summary';

const Empty = () => (
  <EmptyState icon={ShoppingBag} title="Your cart is empty" action={<Button href="/products">Look around</Button>}>
    What you add waits here, also when you come back tomorrow.
  </EmptyState>
);

export function CartView() {
  const { cart: content, status, error } = useCart();
  useEffect(() => void cart.reload(), []);
  const none = content.items.length === 0;
  if (status === 'loading' && none) return <LinesSkeleton label="Loading cart" />;
  if (status === 'failed' && none) return <ErrorPanel problem={problemOf(error)} onRetry={cart.reload} />;
  if (none) return <Empty />;
  return (
    <Box sx={WITH_SUMMARY}>
      <Surface>
        {content.stale && (
          <Typography variant="body2" role="status" sx={{ color: 'warning.main', marginBottom: 1 }}>
            The catalogue does not answer: prices and stock are the last ones we saw.
          </Typography>
        )}
        <Box component="ul" aria-label="Cart lines" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {content.items.map((line) => (
            <CartRow key={line.product_id} line={line} currency={content.currency} />
          ))}
        </Box>
      </Surface>
      <CartSummary cart={content} />
    </Box>
  );
}
