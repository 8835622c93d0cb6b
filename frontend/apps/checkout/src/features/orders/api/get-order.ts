import { api, type Order, ok, queryOptions, useQuery } from '@shopmesh/sdk';
import { pollEvery } from '../model/polling';

export const getOrder = (id: string) => ok(api.GET('/api/orders/{order_id}/', { params: { path: { order_id: id } } }));

export const orderKey = (id: string) => ['orders', 'one', id] as const;

export const orderQuery = (id: string, live: boolean) =>
  queryOptions({
    queryKey: orderKey(id),
    queryFn: () => getOrder(id),
    refetchInterval: (query) => pollEvery(query.state.data as Order | undefined, live),
  });

export const useOrder = (id: string, live: boolean) => useQuery(orderQuery(id, live));
