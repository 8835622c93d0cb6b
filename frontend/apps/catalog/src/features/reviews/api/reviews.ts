import {
  api,
  ok,
  okResponse,
  type Review,
  type ReviewPage,
  useMutation,
  useQuery,
  useQueryClient,
} from '@shopmesh/sdk';
import { useListing } from '../../../shared/listing/use-listing';
import type { Complaint, ReviewsAsked, Written } from '../model/review';

const of = (productId: number) => ({ product_id: String(productId) });
const one = (productId: number, reviewId: number) => ({ ...of(productId), review_id: String(reviewId) });

const listReviews = (productId: number, query: object) =>
  ok(api.GET('/api/products/{product_id}/reviews/', { params: { path: of(productId), query } }));

export const useReviews = (productId: number, query: ReviewsAsked) =>
  useListing<ReviewPage>({
    queryKey: ['products', 'reviews', productId, query],
    open: () => listReviews(productId, query),
    follow: (address) => listReviews(productId, Object.fromEntries(new URL(address, location.origin).searchParams)),
  });

export interface OwnReview {
  readonly review: Review;
  /** Which state of it was seen: a change of it sends this back. */
  readonly tag: string;
}

async function getOwnReview(productId: number): Promise<OwnReview | null> {
  const call = api.GET('/api/products/{product_id}/reviews/mine/', { params: { path: of(productId) } });
  const { data, response } = await okResponse(call);
  return data ? { review: data, tag: response.headers.get('ETag') ?? '' } : null;
}

/** One's own, whatever became of it; null before there is one. */
export const useOwnReview = (productId: number, signedIn: boolean) =>
  useQuery({
    queryKey: ['products', 'reviews', productId, 'mine'],
    queryFn: () => getOwnReview(productId),
    enabled: signedIn,
  });

export const postReview = (productId: number, body: Written) =>
  ok(api.POST('/api/products/{product_id}/reviews/', { params: { path: of(productId) }, body }));

export const changeReview = (productId: number, { review, tag }: OwnReview, body: Written) =>
  ok(
    api.PATCH('/api/products/{product_id}/reviews/{review_id}/', {
      params: { path: one(productId, review.id), header: { 'If-Match': tag } },
      body,
    }),
  );

export const deleteReview = (productId: number, { review, tag }: OwnReview) =>
  ok(
    api.DELETE('/api/products/{product_id}/reviews/{review_id}/', {
      params: { path: one(productId, review.id), header: { 'If-Match': tag } },
    }),
  );

const REPLY = '/api/products/{product_id}/reviews/{review_id}/reply/';

export const putReply = (productId: number, id: number, text: string): Promise<unknown> =>
  ok(api.PUT(REPLY, { params: { path: one(productId, id) }, body: { text } }));

export const deleteReply = (productId: number, id: number): Promise<unknown> =>
  ok(api.DELETE(REPLY, { params: { path: one(productId, id) } }));

export const reportReview = (productId: number, id: number, reason: Complaint): Promise<unknown> =>
  ok(
    api.POST('/api/products/{product_id}/reviews/{review_id}/report/', {
      params: { path: one(productId, id) },
      body: { reason },
    }),
  );

/** A change of the reviews: the list, the summary and the product's stars are read anew. */
export function useReviewChange<Input, Output>(productId: number, run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['products', 'reviews', productId] }),
        client.invalidateQueries({ queryKey: ['products', 'one', String(productId)] }),
      ]),
  });
}
