import { Box, styled, Typography, VisuallyHidden } from '@shopmesh/ui';
import { Stars } from '@shopmesh/ui/product';
import { barWords, people, STARS, type StarCount, type Summary, share } from '../model/review';

const Bar = styled('button')(({ theme }) => ({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: '3.5ch 1fr 4ch',
  alignItems: 'center',
  gap: 10,
  width: '100%',
  minHeight: 44,
  padding: '0 10px',
  margin: '0 -10px',
  border: 0,
  borderRadius: 12,
  background: 'none',
  font: 'inherit',
  fontSize: '0.875rem',
  fontWeight: 650,
  fontVariantNumeric: 'tabular-nums',
  color: theme.vars.palette.text.secondary,
  cursor: 'pointer',
  textAlign: 'left',
  '& > b': {
    display: 'block',
    height: 8,
    borderRadius: 8,
    backgroundColor: theme.vars.palette.ground,
    overflow: 'hidden',
  },
  '& i': { display: 'block', height: '100%', borderRadius: 8, backgroundColor: theme.vars.palette.star },
  '& > small': { fontSize: 'inherit', textAlign: 'right' },
  '&:hover': { backgroundColor: theme.vars.palette.ground },
  '&:disabled': { cursor: 'default', background: 'none' },
  '&[aria-pressed="true"]': { backgroundColor: theme.vars.palette.accentSoft, color: theme.vars.palette.primary.main },
}));

interface SummaryProps {
  summary: Summary;
  chosen: StarCount | undefined;
  /** Of these stars only; undefined: of all. */
  onChoose: (stars: StarCount | undefined) => void;
}

/** The average, and how it came about; each bar shows its own reviews. */
export const ReviewSummary = ({ summary, chosen, onChoose }: SummaryProps) => (
  <Box>
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, marginBottom: 1.5 }}>
      <Typography component="p" sx={{ fontSize: '2.75rem', fontWeight: 750, letterSpacing: '-0.03em', lineHeight: 1 }}>
        {summary.average}
        <VisuallyHidden> of 5 stars</VisuallyHidden>
      </Typography>
      <Box>
        <Stars value={Number(summary.average)} size={20} />
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          {people(summary.count)}
        </Typography>
      </Box>
    </Box>
    <Box role="group" aria-label="Reviews by stars">
      {STARS.map((stars) => (
        <Bar
          key={stars}
          type="button"
          aria-pressed={chosen === stars}
          disabled={summary.histogram[stars] === 0}
          onClick={() => onChoose(chosen === stars ? undefined : stars)}
        >
          <span aria-hidden>{stars} ★</span>
          <b>
            <i style={{ width: `${share(summary.histogram[stars], summary.count)}%` }} />
          </b>
          <small aria-hidden>{summary.histogram[stars]}</small>
          <VisuallyHidden>{barWords(stars, summary)}</VisuallyHidden>
        </Bar>
      ))}
    </Box>
  </Box>
);
