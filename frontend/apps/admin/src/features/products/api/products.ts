import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { useShopChange } from '../../../shared/use-change';

export type ProductQuery = Readonly<Record<string, string>>;

/** `mine`: everything for those who run the shop, a vendor's own for a vendor. */
const listProducts = (query: ProductQuery) =>
  ok(api.GET('/api/products/', { params: { query: { ...query, mine: 'true', page_size: 20 } } }));

export type ProductPage = Awaited<ReturnType<typeof listProducts>>;

export const useProducts = (query: ProductQuery) =>
  useQuery({
    queryKey: ['admin', 'products', 'list', query],
    queryFn: () => listProducts(query),
    placeholderData: keepPreviousData,
  });

/** As it is filtered, in the columns that the import takes. It needs the token, so a plain link cannot fetch it. */
export const exportProducts = async (query: ProductQuery): Promise<Blob> =>
  (await ok(
    api.GET('/api/products/export/', { params: { query: { ...query, mine: 'true' } }, parseAs: 'blob' }),
  )) as unknown as Blob;

// Whatever it looks like by now: taking it off sale is meant, and can be taken back.
const WHATEVER = { 'If-Match': '*' };

export const useDelete = () =>
  useShopChange((id: number) =>
    ok(api.DELETE('/api/products/{product_id}/', { params: { path: { product_id: String(id) }, header: WHATEVER } })),
  );
export const useRestore = () =>
  useShopChange((id: number) =>
    ok(api.POST('/api/products/{product_id}/restore/', { params: { path: { product_id: String(id) } }, body: {} })),
  );
