import { api, keepPreviousData, ok, queryOptions, useQuery } from '@shopmesh/sdk';
import { pollListEvery } from '../model/polling';

export const PAGE_SIZE = 10;

// By person, not "all I may read": staff may read everybody's, and this page is for one's own.
export const listOrders = (userId: string, page: number) =>
  ok(
    api.GET('/api/orders/user/{user_id}/', {
      params: { path: { user_id: userId }, query: { page, page_size: PAGE_SIZE } },
    }),
  );

export const ordersQuery = (userId: string, page: number) =>
  queryOptions({ queryKey: ['orders', 'of', userId, page], queryFn: () => listOrders(userId, page) });

export const useOrders = (userId: string, page: number, live: boolean) =>
  useQuery({
    ...ordersQuery(userId, page),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => pollListEvery(query.state.data?.results, live),
  });
