import type { Product } from '@shopmesh/sdk';

/** The best-selling product of each category, best first: what the hero and the category tiles show. */
export function bestOfEach(products: readonly Product[]): Map<string, Product> {
  const best = new Map<string, Product>();
  for (const product of products) {
    if (product.image && !best.has(product.category.slug)) best.set(product.category.slug, product);
  }
  return best;
}
