import { type LiveNews, useLive } from '@shopmesh/live';
import { useQueryClient } from '@shopmesh/sdk';

const TYPES = ['order:update', 'payment:update'] as const;

/** What is shown of orders is read again when one of them changed, or may have. `id`: only that one matters. */
export function useLiveOrders(id = '') {
  const queries = useQueryClient();
  return useLive(TYPES, (news: LiveNews) => {
    if (news.type !== 'resync' && id && news.data.order_id !== id) return;
    void queries.invalidateQueries({ queryKey: ['orders'] });
  });
}
