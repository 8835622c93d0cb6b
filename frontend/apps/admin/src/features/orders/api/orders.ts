import { api, keepPreviousData, type OrderStatus, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

export const PAGE_SIZE = 20;
export type OrderQuery = Readonly<Record<string, string>>;

const listOrders = (query: OrderQuery) => ok(api.GET('/api/orders/', { params: { query } }));
const readOrder = (order_id: string) => ok(api.GET('/api/orders/{order_id}/', { params: { path: { order_id } } }));

export const useOrders = (query: OrderQuery) =>
  useQuery({
    queryKey: ['admin', 'orders', query],
    queryFn: () => listOrders(query),
    placeholderData: keepPreviousData,
  });

export const useOrder = (id: string) =>
  useQuery({ queryKey: ['admin', 'orders', id], queryFn: () => readOrder(id), retry: false });

export const useMove = (order_id: string) =>
  useChange((status: OrderStatus) =>
    ok(api.PATCH('/api/orders/{order_id}/status/', { params: { path: { order_id } }, body: { status } })),
  );
export const useCancel = (order_id: string) =>
  useChange((_: undefined) =>
    ok(
      api.POST('/api/orders/{order_id}/cancel/', {
        params: { path: { order_id } },
        body: { reason: 'cancelled_by_staff' },
      }),
    ),
  );
