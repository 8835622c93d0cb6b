import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, ErrorPanel, Skeleton, styled, Typography } from '@shopmesh/ui';
import { useState } from 'react';
import { placed } from '../../../shared/listing/listing';
import { ReadOn } from '../../../shared/listing/read-on';
import { useReviews } from '../api/reviews';
import { people, type ReviewsAsked } from '../model/review';
import { OwnReview } from './own-review';
import { ReviewControls } from './review-controls';
import { ReviewItem } from './review-item';
import { ReviewSummary } from './summary';

const COLUMNS = {
  display: 'grid',
  gap: { xs: 4, md: 7 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '300px minmax(0, 1fr)' },
} as const;
const List = styled('ul')(({ theme }) => ({
  display: 'grid',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& > li': { padding: '22px 0', borderTop: `1px solid ${theme.vars.palette.divider}` },
}));
const PLACES = ['first', 'second', 'third'];

const ReviewSkeleton = () => (
  <Box role="status" aria-label="Loading reviews">
    {PLACES.map((place) => (
      <Box key={place} sx={{ paddingBlock: 2.5 }}>
        <Skeleton width={96} />
        <Skeleton width="45%" />
        <Skeleton width="85%" />
      </Box>
    ))}
  </Box>
);

interface ReviewsProps {
  product: { readonly id: number; readonly name: string };
  seller: boolean;
}

/** What others say: the sum of it, what the reader says, and every single one. */
export function Reviews({ product, seller }: ReviewsProps) {
  const [query, setQuery] = useState<ReviewsAsked>({ ordering: 'newest' });
  const { query: state, listing, next } = useReviews(product.id, query);
  const slice = listing?.slices[0];
  const items = listing ? placed(listing) : [];
  const none = slice?.summary.count === 0;
  // A shop whose reviews are switched off has none to show.
  if (state.error instanceof ApiError && state.error.status === 404) return null;
  return (
    <Box component="section" aria-labelledby="reviews" sx={{ marginTop: { xs: 6, md: 9 } }}>
      <Typography id="reviews" variant="h2" tabIndex={-1} sx={{ marginBottom: 2.5, outline: 'none' }}>
        Reviews
      </Typography>
      {state.isError && !listing ? (
        <ErrorPanel problem={problemOf(state.error)} onRetry={() => state.refetch()} />
      ) : (
        <Box sx={COLUMNS}>
          <Box sx={{ display: 'grid', gap: 3, position: { md: 'sticky' }, top: { md: 104 } }}>
            {!slice && <Skeleton variant="rounded" height={300} />}
            {slice && !none && (
              <ReviewSummary
                summary={slice.summary}
                chosen={query.rating}
                onChoose={(rating) => setQuery({ ...query, rating })}
              />
            )}
            {none && <Typography sx={{ color: 'text.secondary' }}>Nobody has reviewed it yet.</Typography>}
          </Box>
          <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
            <OwnReview product={product} seller={seller} />
            {!slice && <ReviewSkeleton />}
            {slice && !none && (
              <Box
                aria-busy={state.isPlaceholderData || undefined}
                sx={{ opacity: state.isPlaceholderData ? 0.55 : 1 }}
              >
                <ReviewControls query={query} count={slice.count} onChange={setQuery} />
                <List aria-label="Reviews">
                  {items.map(({ item }) => (
                    <li key={item.id}>
                      <ReviewItem productId={product.id} review={item} seller={seller} />
                    </li>
                  ))}
                </List>
                <ReadOn
                  next={next}
                  label="More reviews"
                  ended={items.length > 5 ? `That was all: ${people(items.length)}.` : ''}
                  skeleton={<ReviewSkeleton />}
                />
              </Box>
            )}
          </Box>
        </Box>
      )}
    </Box>
  );
}
