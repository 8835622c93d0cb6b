import { loginPath, problemOf, type Review, sentenceOf, useLocation, useSession } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, StatusChip, Surface, Typography, toast } from '@shopmesh/ui';
import { Pencil, Star, Trash2 } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { deleteReview, postReview, type OwnReview as Seen, useOwnReview, useReviewChange } from '../api/reviews';
import type { Written } from '../model/review';
import { ReviewDialog } from './review-dialog';
import { ReviewWords } from './review-words';

const STATES = {
  published: null,
  pending: {
    tone: 'warning',
    chip: 'Waiting',
    words: 'Somebody will read your review before it is shown. Nobody else sees it yet.',
  },
  rejected: {
    tone: 'error',
    chip: 'Not published',
    words: 'We did not publish your review. Change it, and it is looked at again.',
  },
} as const;

const Standing = ({ review }: { review: Review }) => {
  const standing = STATES[review.state];
  return (
    standing && (
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start', marginBottom: 1.5 }}>
        <StatusChip tone={standing.tone}>{standing.chip}</StatusChip>
        <Typography variant="body2">{standing.words}</Typography>
        {review.state === 'rejected' && review.reason && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            “{review.reason}”
          </Typography>
        )}
      </Box>
    )
  );
};

interface OwnReviewProps {
  product: { readonly id: number; readonly name: string };
  /** Who sells it does not review it. */
  seller: boolean;
}

/** The invitation to write one, or what one wrote and what became of it. */
export function OwnReview({ product, seller }: OwnReviewProps) {
  const { status } = useSession();
  const { pathname } = useLocation();
  const own = useOwnReview(product.id, status === 'signed-in');
  const [writing, setWriting] = useState(false);
  const post = useReviewChange(product.id, (written: Written) => postReview(product.id, written));
  const remove = useReviewChange(product.id, (mine: Seen) => deleteReview(product.id, mine));
  if (status === 'restoring' || own.isLoading) return null;
  if (own.isError) return <ErrorPanel problem={problemOf(own.error)} onRetry={() => own.refetch()} />;
  const mine = own.data;
  if (!mine && seller) return null;

  const failed = (error: unknown) => toast({ message: sentenceOf(error), tone: 'error' });
  const takeBack = async ({ review, tag }: Seen) => {
    const { rating, title, text } = review;
    const undo = () => void post.mutateAsync({ rating, title, text }).catch(failed);
    const told = { message: 'Your review is deleted.', action: { label: 'Undo', run: undo } };
    await remove.mutateAsync({ review, tag }).then(() => toast(told), failed);
  };
  return (
    <Surface padding={2.5}>
      {mine ? (
        <>
          <Typography variant="h3" sx={{ marginBottom: 1 }}>
            Your review
          </Typography>
          <Standing review={mine.review} />
          <ReviewWords review={mine.review} />
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 2 }}>
            <Button variant="outlined" startIcon={<Pencil size={18} aria-hidden />} onClick={() => setWriting(true)}>
              Change
            </Button>
            <Button
              variant="text"
              busy={remove.isPending}
              startIcon={<Trash2 size={18} aria-hidden />}
              onClick={() => void takeBack(mine)}
            >
              Delete
            </Button>
          </Box>
        </>
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', justifyContent: 'space-between' }}>
          <Box sx={{ flex: '1 1 220px' }}>
            <Typography variant="h3">Do you know it?</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              Tell others what it is like.
            </Typography>
          </Box>
          {status === 'signed-in' ? (
            <Button variant="outlined" startIcon={<Star size={18} aria-hidden />} onClick={() => setWriting(true)}>
              Write a review
            </Button>
          ) : (
            <Button variant="outlined" href={loginPath(pathname)}>
              Sign in to write a review
            </Button>
          )}
        </Box>
      )}
      <ReviewDialog open={writing} product={product} own={mine} onClose={() => setWriting(false)} />
    </Surface>
  );
}
