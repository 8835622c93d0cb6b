import type { Product } from '@shopmesh/sdk';

// What the catalogue tells beyond the first product fields.

export interface Rating {
  readonly average: string | null;
  readonly count: number;
}
export interface Source {
  readonly url: string;
  readonly width: number;
}
export interface Picture {
  readonly url: string;
  readonly alt: string;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly sources?: readonly Source[];
}
export interface PlaceInTree {
  readonly slug: string;
  readonly name: string;
}
/** Enough of a product to show it among others. */
export type ProductFacts = Pick<Product, 'id' | 'name' | 'price' | 'currency' | 'category'> & {
  readonly image: Picture | null;
  readonly stock?: Product['stock'];
  readonly rating?: Rating;
};
export type FullProduct = Omit<Product, 'images' | 'category'> & {
  readonly category: Product['category'] & { readonly path?: readonly PlaceInTree[] };
  readonly images: readonly Picture[];
  readonly rating?: Rating;
  readonly vendor?: string | null;
  readonly related?: readonly ProductFacts[];
};
