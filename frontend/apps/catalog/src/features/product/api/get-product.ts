import type { ProductDetail } from '@shopmesh/sdk';
import { api, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export const getProduct = (id: string): Promise<ProductDetail> =>
  ok(api.GET('/api/products/{product_id}/', { params: { path: { product_id: id } } }));

export const productQuery = (id: string) =>
  queryOptions({ queryKey: ['products', 'one', id], queryFn: () => getProduct(id) });

export const useProduct = (id: string) => useQuery(productQuery(id));
