import { api, ok, okResponse, type Product, useQuery } from '@shopmesh/sdk';
import { useShopChange } from '../../../shared/use-change';
import type { Values } from '../model/values';

export interface SeenProduct {
  readonly product: Product;
  /** What a change sends back, so that nobody overwrites what they have not seen. */
  readonly etag: string;
}

const seen = ({ data, response }: { data: Product; response: Response }): SeenProduct => ({
  product: data,
  etag: response.headers.get('ETag') ?? '',
});

export const readProduct = async (product_id: string): Promise<SeenProduct> =>
  seen(await okResponse(api.GET('/api/products/{product_id}/', { params: { path: { product_id } } })));

export const useProduct = (id: string) =>
  useQuery({ queryKey: ['admin', 'products', 'one', id], queryFn: () => readProduct(id), retry: false });

export const useCreate = () =>
  useShopChange((body: Values & { stock: number }) => ok(api.POST('/api/products/', { body })));

interface Change {
  readonly etag: string;
  readonly body: Partial<Values>;
}
export const useSave = (product_id: string) =>
  useShopChange(async ({ etag, body }: Change) => {
    const params = { path: { product_id }, header: { 'If-Match': etag } };
    return seen(await okResponse(api.PATCH('/api/products/{product_id}/', { params, body })));
  });
