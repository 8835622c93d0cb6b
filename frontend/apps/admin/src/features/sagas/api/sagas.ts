import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

export const PAGE_SIZE = 20;
const POLL_MS = 3_000; // a saga moves by itself

type Query = Readonly<Record<string, string>>;

const listSagas = (query: Query) => ok(api.GET('/api/orders/sagas/', { params: { query } }));
const readSaga = (order_id: string) => ok(api.GET('/api/orders/{order_id}/saga/', { params: { path: { order_id } } }));

export type Saga = Awaited<ReturnType<typeof readSaga>>;

export const useSagas = (query: Query) =>
  useQuery({
    queryKey: ['admin', 'sagas', query],
    queryFn: () => listSagas(query),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });

export const useSaga = (id: string) =>
  useQuery({ queryKey: ['admin', 'sagas', id], queryFn: () => readSaga(id), refetchInterval: POLL_MS });

export const useRetry = (order_id: string) =>
  useChange((_: undefined) => ok(api.POST('/api/orders/{order_id}/saga/retry/', { params: { path: { order_id } } })));
