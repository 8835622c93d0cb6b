import type { Review } from '@shopmesh/sdk';
import { Box, Typography } from '@shopmesh/ui';
import { CornerDownRight } from '@shopmesh/ui/icons';
import { Stars } from '@shopmesh/ui/product';

/** What somebody wrote, and what the seller answered. */
export const ReviewWords = ({ review: { rating, title, text, reply } }: { review: Review }) => (
  <Box sx={{ display: 'grid', gap: 0.75, overflowWrap: 'anywhere' }}>
    <Box role="img" aria-label={`${rating} of 5 stars`} sx={{ display: 'flex' }}>
      <Stars value={rating} size={17} />
    </Box>
    {title && (
      <Typography variant="h3" component="p">
        {title}
      </Typography>
    )}
    {text && <Typography sx={{ whiteSpace: 'pre-line', maxWidth: '68ch' }}>{text}</Typography>}
    {reply && (
      <Box sx={{ display: 'flex', gap: 1.25, marginTop: 1, padding: 1.75, borderRadius: '14px', bgcolor: 'ground' }}>
        <CornerDownRight size={18} aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />
        <Box>
          <Typography variant="caption" component="p" sx={{ fontWeight: 700 }}>
            The seller answers
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
            {reply.text}
          </Typography>
        </Box>
      </Box>
    )}
  </Box>
);
