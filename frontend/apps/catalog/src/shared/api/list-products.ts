import { api, keepPreviousData, ok, type ProductPage, queryOptions, useQuery } from '@shopmesh/sdk';

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

export const listProducts = (query: ProductsAsked): Promise<ProductPage> =>
  ok(api.GET('/api/products/', { params: { query: query as object } }));

/** The address a slice names for the one after it or before it; its cursor belongs to its filters. */
export const followProducts = (address: string): Promise<ProductPage> =>
  listProducts(Object.fromEntries(new URL(address, location.origin).searchParams));

export const productsQuery = (query: ProductsAsked) =>
  queryOptions({ queryKey: ['products', 'list', query], queryFn: () => listProducts(query) });

/** While the next answer is on its way the last one stays on screen (`isPlaceholderData`). */
export const useProducts = (query: ProductsAsked) =>
  useQuery({ ...productsQuery(query), placeholderData: keepPreviousData });
