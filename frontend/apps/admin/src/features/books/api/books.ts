import { api, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

const POLL_MS = 3_000; // the worker audits by itself

const readBooks = () => ok(api.GET('/api/orders/books/'));
const listStock = (page_token: string) =>
  ok(api.GET('/api/orders/books/products/', { params: { query: page_token ? { page_token } : {} } }));

export type Books = Awaited<ReturnType<typeof readBooks>>;
export type StockRow = Awaited<ReturnType<typeof listStock>>['results'][number];

export const useBooks = () => useQuery({ queryKey: ['admin', 'books'], queryFn: readBooks, refetchInterval: POLL_MS });

export const useStock = (token: string) =>
  useQuery({
    queryKey: ['admin', 'books', 'products', token],
    queryFn: () => listStock(token),
    refetchInterval: POLL_MS,
  });

export const useAudit = () => useChange((_: undefined) => ok(api.POST('/api/orders/books/audits/')));
