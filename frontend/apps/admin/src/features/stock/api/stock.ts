import { api, keepPreviousData, ok, okResponse, useQuery } from '@shopmesh/sdk';
import { useShopChange } from '../../../shared/use-change';
import type { Reason } from '../model/words';

type Query = Readonly<Record<string, string>>;

const listStock = (query: Query) => ok(api.GET('/api/products/stock/', { params: { query } }));

export type StockRow = Awaited<ReturnType<typeof listStock>>['results'][number];
export type StockFigures = Omit<StockRow, 'product'>;

export const useStockList = (query: Query) =>
  useQuery({
    queryKey: ['admin', 'stock', 'list', query],
    queryFn: () => listStock(query),
    placeholderData: keepPreviousData,
  });

export interface SeenStock {
  readonly figures: StockFigures;
  readonly etag: string;
}

async function readStock(product_id: string): Promise<SeenStock> {
  const { data, response } = await okResponse(
    api.GET('/api/products/{product_id}/stock/', { params: { path: { product_id } } }),
  );
  return { figures: data as StockFigures, etag: response.headers.get('ETag') ?? '' };
}

export const useStock = (id: string) =>
  useQuery({ queryKey: ['admin', 'stock', 'one', id], queryFn: () => readStock(id), retry: false });

/** As it was when the form opened, and so it stays until the form asks again: what was counted is held against it. */
export const useBase = (id: string) =>
  useQuery({
    queryKey: ['stock', 'base', id],
    queryFn: () => readStock(id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const useLowAt = (product_id: string) =>
  useShopChange(({ low_at, etag }: { low_at: number; etag: string }) => {
    const params = { path: { product_id }, header: { 'If-Match': etag } };
    return ok(api.PATCH('/api/products/{product_id}/stock/', { params, body: { low_at } }));
  });

interface Adjustment {
  /** The same for every sending of one adjustment, so that it happens once. */
  readonly key: string;
  readonly body: { readonly quantity: number; readonly reason: Reason; readonly note: string };
  /** Of a count: the figures it was held against. */
  readonly etag?: string | undefined;
}
export const useAdjust = (product_id: string) =>
  useShopChange(({ key, body, etag }: Adjustment) => {
    const header = { 'Idempotency-Key': key, ...(etag ? { 'If-Match': etag } : {}) };
    const params = { path: { product_id }, header };
    return ok(api.POST('/api/products/{product_id}/stock/adjustments/', { params, body }));
  });

const listMovements = (product_id: string, query: Query) =>
  ok(api.GET('/api/products/{product_id}/stock/movements/', { params: { path: { product_id }, query } }));

export type Movement = Awaited<ReturnType<typeof listMovements>>['results'][number];

export const useMovements = (id: string, query: Query) =>
  useQuery({
    queryKey: ['admin', 'stock', 'movements', id, query],
    queryFn: () => listMovements(id, query),
    placeholderData: keepPreviousData,
  });
