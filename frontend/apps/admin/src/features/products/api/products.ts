import { keepPreviousData, type Product, useQuery } from '@shopmesh/sdk';
import { rest } from '../../../shared/api/rest';
import { useShopChange } from '../../../shared/use-change';

export type ProductQuery = Readonly<Record<string, string>>;

export interface ProductPage {
  readonly count: number;
  /** Counting ends at a thousand. */
  readonly count_relation: 'exact' | 'at_least';
  readonly next: string | null;
  readonly previous: string | null;
  readonly corrected_query: string | null;
  readonly results: readonly Product[];
}

/** `mine`: everything for those who run the shop, a vendor's own for a vendor. */
const listProducts = (query: ProductQuery) =>
  rest<ProductPage>('get', '/api/products/', { query: { ...query, mine: 'true', page_size: '20' } });

export const useProducts = (query: ProductQuery) =>
  useQuery({
    queryKey: ['admin', 'products', 'list', query],
    queryFn: () => listProducts(query),
    placeholderData: keepPreviousData,
  });

// Whatever it looks like by now: taking it off sale is meant, and can be taken back.
const WHATEVER = { 'If-Match': '*' };
const one = (product_id: number) => ({ path: { product_id }, headers: WHATEVER });

export const useDelete = () =>
  useShopChange((id: number) => rest<void>('delete', '/api/products/{product_id}/', one(id)));
export const useRestore = () =>
  useShopChange((id: number) => rest<Product>('post', '/api/products/{product_id}/restore/', { ...one(id), body: {} }));
