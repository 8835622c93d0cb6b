import { api, type Order, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export const getOrder = (id: string) => ok(api.GET('/api/orders/{order_id}/', { params: { path: { order_id: id } } }));

const POLL_MS = 2_000;
const POLL_LATER_MS = 10_000;
const SOON_MS = 60_000;

/** Often in the first minute, then now and then; not at all once the outcome is known. */
export function pollEvery(order: Pick<Order, 'status' | 'placed_at'> | undefined, now = Date.now()): number | false {
  if (order?.status !== 'pending') return false;
  return now - Date.parse(order.placed_at) < SOON_MS ? POLL_MS : POLL_LATER_MS;
}

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', id],
    queryFn: () => getOrder(id),
    refetchInterval: (query) => pollEvery(query.state.data as Order | undefined),
  });

export const useOrder = (id: string) => useQuery(orderQuery(id));
