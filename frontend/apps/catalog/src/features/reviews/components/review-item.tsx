import { type Review, useSession } from '@shopmesh/sdk';
import { Box, Button, styled } from '@shopmesh/ui';
import { BadgeCheck, Flag, MessageSquareText } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { wasEdited } from '../model/review';
import { ReplyForm } from './reply-form';
import { ReportDialog } from './report-dialog';
import { ReviewWords } from './review-words';

const day = new Intl.DateTimeFormat('en-IE', { dateStyle: 'medium' });

const Verified = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  color: theme.vars.palette.success.main,
  fontWeight: 650,
}));

interface ReviewItemProps {
  productId: number;
  review: Review;
  /** The reader manages the product, and may answer. */
  seller: boolean;
}

export function ReviewItem({ productId, review, seller }: ReviewItemProps) {
  const { status } = useSession();
  const [replying, setReplying] = useState(false);
  const [reporting, setReporting] = useState(false);
  const { author, verified, reply, yours } = review;
  return (
    <Box component="article" aria-label={`Review by ${author.name}`}>
      <ReviewWords review={review} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
          marginTop: 1,
          fontSize: '0.875rem',
          color: 'text.secondary',
        }}
      >
        <span>{yours ? 'You' : author.name}</span>
        {verified && (
          <Verified>
            <BadgeCheck size={16} aria-hidden />
            Verified purchase
          </Verified>
        )}
        <time dateTime={review.created_at}>{day.format(new Date(review.created_at))}</time>
        {wasEdited(review) && <span>changed since</span>}
        {seller && !replying && (
          <Button
            variant="text"
            startIcon={<MessageSquareText size={17} aria-hidden />}
            onClick={() => setReplying(true)}
            sx={{ paddingInline: 1, marginLeft: -1 }}
          >
            {reply ? 'Change answer' : 'Answer'}
          </Button>
        )}
        {status === 'signed-in' && !yours && (
          <Button
            variant="text"
            startIcon={<Flag size={16} aria-hidden />}
            aria-label={`Report the review by ${author.name}`}
            onClick={() => setReporting(true)}
            sx={{ paddingInline: 1, marginLeft: -1, color: 'text.secondary', fontWeight: 600 }}
          >
            Report
          </Button>
        )}
      </Box>
      {replying && <ReplyForm productId={productId} review={review} onClose={() => setReplying(false)} />}
      <ReportDialog open={reporting} productId={productId} reviewId={review.id} onClose={() => setReporting(false)} />
    </Box>
  );
}
