import { cart, MAX_QUANTITY } from '@shopmesh/sdk';
import { toast } from '@shopmesh/ui';

export const inCart = (productId: number): number =>
  cart.state.get().cart.items.find((line) => line.product_id === productId)?.quantity ?? 0;

/** Puts the cart back to what it held of this product before. */
function takeBack(productId: number, before: number) {
  if (before > 0) cart.setQuantity(productId, before);
  else cart.remove(productId);
}

/** One tap: the cart counts it at once, and the toast offers the way back. */
export function addToCart(product: Parameters<typeof cart.add>[0], quantity = 1): void {
  const before = inCart(product.id);
  const most = Math.min(product.stock.available, MAX_QUANTITY);
  if (before + quantity > most) {
    toast({ message: before ? `Your cart already holds ${before} of the ${most} we have.` : `Only ${most} left.` });
    return;
  }
  cart.add(product, quantity);
  const message = quantity === 1 ? `${product.name} is in your cart` : `${quantity} × ${product.name} are in your cart`;
  toast({ message, action: { label: 'Undo', run: () => takeBack(product.id, before) } });
}
