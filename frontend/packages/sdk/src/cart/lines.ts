import type { Cart, CartLine, Product } from '@shopmesh/api-client';
import { sum, times } from './money';

/** The cart as data and functions; nothing here asks a server. */
export const MAX_QUANTITY = 99;
export const EMPTY: Cart = { items: [], total: '0.00', currency: 'EUR', count: 0, stale: false };

type Sellable = Pick<Product, 'id' | 'name' | 'price' | 'stock'> & { readonly image: { readonly url: string } | null };

const priced = (line: CartLine, quantity: number): CartLine => ({
  ...line,
  quantity,
  line_total: times(line.unit_price, quantity),
});

export const lineOf = (product: Sellable, quantity: number): CartLine =>
  priced(
    {
      product_id: product.id,
      quantity,
      name: product.name,
      unit_price: product.price,
      line_total: product.price,
      image_url: product.image?.url ?? '',
      available: product.stock.available,
      problem: product.stock.available < quantity ? 'out-of-stock' : null,
    },
    quantity,
  );

export function withLines(cart: Cart, items: CartLine[]): Cart {
  const total = sum(items.map((line) => line.line_total));
  return { ...cart, items, total, count: items.reduce((count, line) => count + line.quantity, 0) };
}

/** Sets a line's quantity; 0 takes it out. */
export function setQuantity(cart: Cart, productId: number, quantity: number): Cart {
  const wanted = Math.min(quantity, MAX_QUANTITY);
  const items = cart.items.map((line) => (line.product_id === productId ? priced(line, wanted) : line));
  return withLines(
    cart,
    items.filter((line) => line.quantity > 0),
  );
}

export function addLine(cart: Cart, line: CartLine): Cart {
  const known = cart.items.find((other) => other.product_id === line.product_id);
  if (known) return setQuantity(cart, line.product_id, known.quantity + line.quantity);
  return withLines(cart, [...cart.items, line]);
}

/** Two in the browser and two in the account most often are the same two: the larger number wins, not the sum. */
export function merge(account: Cart, browser: readonly CartLine[]): Cart {
  return browser.reduce((cart, line) => {
    const known = cart.items.find((other) => other.product_id === line.product_id);
    if (!known) return addLine(cart, line);
    return setQuantity(cart, line.product_id, Math.max(known.quantity, line.quantity));
  }, account);
}

export const request = (cart: Cart) => ({
  items: cart.items.map(({ product_id, quantity }) => ({ product_id, quantity })),
});
