import { Box, styled } from '@shopmesh/ui';

const Track = styled('div')(({ theme }) => ({
  height: 8,
  borderRadius: 999,
  overflow: 'hidden',
  backgroundColor: theme.vars.palette.ground,
  boxShadow: `inset 0 0 0 1px ${theme.vars.palette.divider}`,
  '& > div': {
    height: '100%',
    borderRadius: 999,
    backgroundColor: theme.vars.palette.primary.main,
    transition: 'width 180ms ease-out',
  },
}));

interface ProgressBarProps {
  label: string;
  /** Of 1; null while nobody knows how much there is to do. */
  part: number | null;
  /** "1,200 of 5,000 rows" */
  words: string;
}

export function ProgressBar({ label, part, words }: ProgressBarProps) {
  const percent = part === null ? null : Math.round(Math.min(Math.max(part, 0), 1) * 100);
  return (
    <Box sx={{ display: 'grid', gap: 0.75, minWidth: 0 }}>
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 2, fontSize: '0.875rem' }}
      >
        <Box component="span" sx={{ fontWeight: 650, overflowWrap: 'anywhere', minWidth: 'min(100%, 8em)' }}>
          {label}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
          {words}
        </Box>
      </Box>
      <Track
        role="progressbar"
        aria-label={label}
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <div style={{ width: `${percent ?? 12}%` }} />
      </Track>
    </Box>
  );
}
