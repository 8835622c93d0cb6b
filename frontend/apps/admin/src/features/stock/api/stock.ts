import { keepPreviousData, useQuery } from '@shopmesh/sdk';
import { rest, restResponse } from '../../../shared/api/rest';
import type { Level } from '../../../shared/levels';
import { useShopChange } from '../../../shared/use-change';
import type { Kind, Reason } from '../model/words';

export interface StockFigures {
  readonly on_hand: number;
  readonly reserved: number;
  readonly available: number;
  /** At this many, or fewer, it is low. */
  readonly low_at: number;
  readonly level: Level;
}

export interface StockRow extends StockFigures {
  readonly product: {
    readonly id: number;
    readonly sku: string;
    readonly name: string;
    readonly image: { readonly url: string; readonly alt: string } | null;
  };
}

export interface Movement {
  readonly id: number;
  readonly kind: Kind;
  readonly quantity: number;
  readonly on_hand_after: number | null;
  /** Of what was sold: the order's id. */
  readonly reservation_id: string | null;
  readonly note: string;
  /** A user's id; null: the shop itself, selling. */
  readonly by: string | null;
  readonly at: string;
}

interface Paged<Row> {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Row[];
}

type Query = Readonly<Record<string, string>>;

const listStock = (query: Query) =>
  rest<Paged<StockRow>>('get', '/api/products/stock/', { query: { ...query, mine: 'true' } });

export const useStockList = (query: Query) =>
  useQuery({
    queryKey: ['admin', 'stock', 'list', query],
    queryFn: () => listStock(query),
    placeholderData: keepPreviousData,
  });

const path = '/api/products/{product_id}/stock/';

async function readStock(product_id: string) {
  const { data, response } = await restResponse<StockFigures>('get', path, { path: { product_id } });
  return { figures: data, etag: response.headers.get('ETag') ?? '' };
}

export const useStock = (id: string) =>
  useQuery({ queryKey: ['admin', 'stock', 'one', id], queryFn: () => readStock(id), retry: false });

export const useLowAt = (product_id: string) =>
  useShopChange(({ low_at, etag }: { low_at: number; etag: string }) =>
    rest<StockFigures>('patch', path, { path: { product_id }, headers: { 'If-Match': etag }, body: { low_at } }),
  );

interface Adjustment {
  /** The same for every sending of one adjustment, so that it happens once. */
  readonly key: string;
  readonly body: { readonly quantity: number; readonly reason: Reason; readonly note: string };
}
export const useAdjust = (product_id: string) =>
  useShopChange(({ key, body }: Adjustment) =>
    rest<Movement>('post', `${path}adjustments/`, {
      path: { product_id },
      headers: { 'Idempotency-Key': key },
      body,
    }),
  );

const listMovements = (product_id: string, query: Query) =>
  rest<Paged<Movement>>('get', `${path}movements/`, { path: { product_id }, query });

export const useMovements = (id: string, query: Query) =>
  useQuery({
    queryKey: ['admin', 'stock', 'movements', id, query],
    queryFn: () => listMovements(id, query),
    placeholderData: keepPreviousData,
  });
