import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { useShopChange } from '../../../shared/use-change';

const listQueue = (query: Readonly<Record<string, string>>) =>
  ok(api.GET('/api/products/reviews/moderation/', { params: { query } }));

export type Review = Awaited<ReturnType<typeof listQueue>>['results'][number];

export const useQueue = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: ['admin', 'reviews', query],
    queryFn: () => listQueue(query),
    placeholderData: keepPreviousData,
  });

interface Decision {
  readonly id: number;
  /** Of the review as it was read: what its author changed since is not decided unseen. */
  readonly version: number;
  readonly decision: 'publish' | 'reject';
  readonly reason: string;
}
export const useDecide = () =>
  useShopChange(({ id, ...body }: Decision) =>
    ok(api.POST('/api/products/reviews/{review_id}/decision/', { params: { path: { review_id: String(id) } }, body })),
  );
