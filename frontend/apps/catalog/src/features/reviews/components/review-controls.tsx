import { Box, styled } from '@shopmesh/ui';
import { people, type ReviewsAsked } from '../model/review';

const ORDERINGS = { newest: 'Newest first', '-rating': 'Best first', rating: 'Worst first' } as const;

const Label = styled('label')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 44,
  fontWeight: 600,
  fontSize: '0.9375rem',
  cursor: 'pointer',
  '& input': { width: 20, height: 20, margin: 0, accentColor: theme.vars.palette.primary.main, cursor: 'pointer' },
}));
const Select = styled('select')(({ theme }) => ({
  minHeight: 44,
  padding: '0 14px',
  font: 'inherit',
  fontSize: '0.9375rem',
  fontWeight: 600,
  color: theme.vars.palette.text.primary,
  backgroundColor: theme.vars.palette.background.paper,
  border: `1px solid color-mix(in oklab, ${theme.vars.palette.text.secondary} 45%, transparent)`,
  borderRadius: 999,
  cursor: 'pointer',
}));

interface ReviewControlsProps {
  query: ReviewsAsked;
  count: number;
  onChange: (query: ReviewsAsked) => void;
}

export const ReviewControls = ({ query, count, onChange }: ReviewControlsProps) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, marginBottom: 2 }}>
    <Box role="status" sx={{ marginRight: 'auto', color: 'text.secondary', fontSize: '0.9375rem' }}>
      {people(count)}
      {query.rating && ` with ${query.rating} ${query.rating === '1' ? 'star' : 'stars'}`}
    </Box>
    <Label>
      <input
        type="checkbox"
        checked={query.verified === 'true'}
        onChange={({ target }) => onChange({ ...query, verified: target.checked ? 'true' : undefined })}
      />
      Verified purchases
    </Label>
    <Select
      aria-label="Sort reviews by"
      value={query.ordering}
      onChange={({ target }) => onChange({ ...query, ordering: target.value as ReviewsAsked['ordering'] })}
    >
      {Object.entries(ORDERINGS).map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </Select>
  </Box>
);
