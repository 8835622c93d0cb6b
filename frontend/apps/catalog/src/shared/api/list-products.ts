import { api, keepPreviousData, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export interface ProductsAsked {
  search?: string;
  category?: string;
  min_price?: string;
  max_price?: string;
  in_stock?: 'true';
  ordering?: 'popular' | 'price' | '-price' | 'name' | '-name' | 'newest';
  page?: number;
  page_size?: number;
}

export const listProducts = (query: ProductsAsked) => ok(api.GET('/api/products/', { params: { query } }));

export const productsQuery = (query: ProductsAsked) =>
  queryOptions({ queryKey: ['products', 'list', query], queryFn: () => listProducts(query) });

/** While the next answer is on its way the last one stays on screen (`isPlaceholderData`). */
export const useProducts = (query: ProductsAsked) =>
  useQuery({ ...productsQuery(query), placeholderData: keepPreviousData });
