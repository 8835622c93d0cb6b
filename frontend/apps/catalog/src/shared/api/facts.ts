import type { Product, ProductDetail } from '@shopmesh/sdk';

/** A picture, with its other sizes where they are told. */
export type Picture = Product['image'] & Partial<ProductDetail['images'][number]>;

/** Enough of a product to show it among others. */
export type ProductFacts = Pick<Product, 'id' | 'name' | 'price' | 'currency' | 'category'> & {
  readonly image: Picture;
  readonly stock?: Product['stock'];
  readonly rating?: Product['rating'];
};
