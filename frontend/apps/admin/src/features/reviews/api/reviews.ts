import { keepPreviousData, useQuery } from '@shopmesh/sdk';
import { rest } from '../../../shared/api/rest';
import { useShopChange } from '../../../shared/use-change';

export interface Review {
  readonly id: number;
  readonly product_id: number;
  readonly rating: number;
  readonly title: string;
  readonly text: string;
  readonly author: { readonly id: string | null; readonly name: string };
  readonly verified: boolean;
  readonly state: 'published' | 'pending' | 'rejected';
  readonly created_at: string;
  /** Counts changes by its author and by moderators. */
  readonly version: number;
  /** Why it waits. */
  readonly held_for: readonly string[];
  /** What a moderator told its author. */
  readonly reason: string;
  readonly product: { readonly id: number; readonly name: string };
  /** How many readers gave which reason. */
  readonly reports: Readonly<Record<string, number>>;
}

interface ReviewPage {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Review[];
}

export const useQueue = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: ['admin', 'reviews', query],
    queryFn: () => rest<ReviewPage>('get', '/api/products/reviews/moderation/', { query }),
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
    rest<Review>('post', '/api/products/reviews/{review_id}/decision/', { path: { review_id: id }, body }),
  );
