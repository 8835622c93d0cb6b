import { keepPreviousData, useQuery } from '@shopmesh/sdk';
import { rest } from '../../../shared/api/rest';
import { useShopChange } from '../../../shared/use-change';

export interface Review {
  readonly id: string | number;
  readonly product_id: number;
  readonly rating: number;
  readonly title: string;
  readonly text: string;
  readonly author: { readonly id: string | null; readonly name: string };
  readonly verified: boolean;
  readonly state: 'published' | 'pending' | 'rejected';
  readonly created_at: string;
  readonly product?: { readonly id: number; readonly name: string };
  readonly reports?: number;
  readonly reason?: string;
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
  readonly id: Review['id'];
  readonly decision: 'publish' | 'reject';
  readonly reason: string;
}
export const useDecide = () =>
  useShopChange(({ id, ...body }: Decision) =>
    rest<Review>('post', '/api/products/reviews/{review_id}/decision/', { path: { review_id: id }, body }),
  );
