import type { ProductDetail } from '@shopmesh/sdk';
import { cartDrawer, MAX_QUANTITY, useCart } from '@shopmesh/sdk';
import { Box, Button, QuantityStepper, Typography } from '@shopmesh/ui';
import { ShoppingBag } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { addToCart } from '../../../shared/add-to-cart';

function note(held: number, most: number, soldOut: boolean): string {
  if (held > 0) return most < 1 ? `Your cart holds all ${held} we have.` : `${held} in your cart.`;
  return soldOut ? 'We have none left right now.' : 'Nothing is charged until you check out.';
}

/** How many, and the one button the page is for. */
export function BuyBox({ product }: { product: ProductDetail }) {
  const [quantity, setQuantity] = useState(1);
  const held = useCart().cart.items.find((line) => line.product_id === product.id)?.quantity ?? 0;
  const most = Math.min(product.stock.available, MAX_QUANTITY) - held;
  const wanted = Math.max(1, Math.min(quantity, most));
  const soldOut = product.stock.level === 'out';

  const add = () => {
    addToCart(product, wanted);
    setQuantity(1);
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        {!soldOut && (
          <QuantityStepper label={product.name} value={wanted} max={Math.max(1, most)} onChange={setQuantity} />
        )}
        <Button
          size="large"
          startIcon={<ShoppingBag size={20} aria-hidden />}
          disabled={most < 1}
          onClick={add}
          sx={{ flex: '1 1 200px' }}
        >
          {soldOut ? 'Sold out' : 'Add to cart'}
        </Button>
      </Box>
      <Typography
        variant="body2"
        sx={{ color: 'text.secondary', minHeight: 44, display: 'flex', alignItems: 'center' }}
      >
        {note(held, most, soldOut)}
        {held > 0 && (
          <Button variant="text" onClick={cartDrawer.open} sx={{ paddingInline: 1 }}>
            View cart
          </Button>
        )}
      </Typography>
    </Box>
  );
}
