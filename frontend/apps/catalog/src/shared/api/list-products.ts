import { api, keepPreviousData, ok, type Product, queryOptions, useQuery } from '@shopmesh/sdk';
import type { Rating } from './facts';

export interface ProductsAsked {
  search?: string;
  category?: string;
  min_price?: string;
  max_price?: string;
  in_stock?: 'true';
  min_rating?: string;
  vendor?: string;
  ordering?: 'popular' | 'price' | '-price' | 'name' | '-name' | 'newest' | 'rating';
  page?: number;
  page_size?: number;
}

export interface ProductSlice {
  readonly count: number;
  /** Counting stops where nobody reads on. */
  readonly count_relation?: 'exact' | 'at_least';
  /** What was searched for instead, when the words themselves are not in the catalogue. */
  readonly corrected_query?: string | null;
  readonly next?: string | null;
  readonly previous?: string | null;
  readonly results: readonly (Product & { readonly rating?: Rating })[];
}

export const listProducts = (query: ProductsAsked): Promise<ProductSlice> =>
  ok(api.GET('/api/products/', { params: { query: query as object } }));

/** The address a slice names for the one after it or before it; its cursor belongs to its filters. */
export const followProducts = (address: string): Promise<ProductSlice> =>
  listProducts(Object.fromEntries(new URL(address, location.origin).searchParams));

export const productsQuery = (query: ProductsAsked) =>
  queryOptions({ queryKey: ['products', 'list', query], queryFn: () => listProducts(query) });

/** While the next answer is on its way the last one stays on screen (`isPlaceholderData`). */
export const useProducts = (query: ProductsAsked) =>
  useQuery({ ...productsQuery(query), placeholderData: keepPreviousData });
