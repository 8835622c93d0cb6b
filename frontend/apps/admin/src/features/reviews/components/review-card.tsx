import { Box, Button, formatMoment, StatusChip, Surface, TextLink, VisuallyHidden } from '@shopmesh/ui';
import { BadgeCheck, Flag, Star, UsersRound } from '@shopmesh/ui/icons';
import type { Review } from '../api/reviews';
import { whyWords } from '../model/why';

const STATES = {
  pending: { tone: 'warning', word: 'Waiting' },
  published: { tone: 'success', word: 'Published' },
  rejected: { tone: 'neutral', word: 'Rejected' },
} as const;

const Stars = ({ rating }: { rating: number }) => (
  <Box component="span" sx={{ display: 'inline-flex', gap: '2px', color: 'warning.main' }}>
    {[1, 2, 3, 4, 5].map((star) => (
      <Star key={star} size={17} aria-hidden fill={star <= rating ? 'currentColor' : 'none'} />
    ))}
    <VisuallyHidden>{`${rating} of 5 stars`}</VisuallyHidden>
  </Box>
);

const LINE = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 } as const;

interface ReviewCardProps {
  review: Review;
  busy: boolean;
  onPublish: () => void;
  onReject: () => void;
}

/** What somebody wrote, and what becomes of it. */
export const ReviewCard = ({ review, busy, onPublish, onReject }: ReviewCardProps) => (
  <Surface padding={2.5}>
    <Box component="article" sx={{ display: 'grid', gap: 1.25 }}>
      <Box sx={LINE}>
        <Stars rating={review.rating} />
        <Box component="h2" sx={{ margin: 0, fontSize: '1.0625rem', fontWeight: 700, overflowWrap: 'anywhere' }}>
          {review.title || 'Without a title'}
        </Box>
        <Box sx={{ flex: 1 }} />
        <StatusChip tone={STATES[review.state].tone}>{STATES[review.state].word}</StatusChip>
      </Box>
      <Box sx={{ ...LINE, color: 'text.secondary', fontSize: '0.875rem' }}>
        <span>{review.author.name}</span>
        {review.verified && (
          <StatusChip tone="success" icon={BadgeCheck}>
            Bought it
          </StatusChip>
        )}
        <time dateTime={review.created_at}>{formatMoment(review.created_at)}</time>
        <TextLink href={`/products/${review.product.id}`}>{review.product.name}</TextLink>
      </Box>
      <Box sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', maxWidth: '72ch' }}>{review.text}</Box>
      {whyWords(review).map((why) => (
        <Box key={why} sx={{ display: 'flex', gap: 1, alignItems: 'center', fontSize: '0.9rem', fontWeight: 600 }}>
          <Flag size={16} aria-hidden />
          {why}
        </Box>
      ))}
      {review.reason && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>The author was told: {review.reason}</Box>
      )}
      {review.yours ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'text.secondary' }}>
          <UsersRound size={18} aria-hidden style={{ flexShrink: 0 }} />
          You wrote this review: another person has to decide about it.
        </Box>
      ) : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {review.state !== 'published' && (
            <Button busy={busy} onClick={onPublish}>
              Publish
            </Button>
          )}
          {review.state !== 'rejected' && (
            <Button variant="outlined" onClick={onReject}>
              Reject…
            </Button>
          )}
        </Box>
      )}
    </Box>
  </Surface>
);
