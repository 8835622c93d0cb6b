import { Box } from '@shopmesh/ui';

const Mark = () => (
  <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="10" fill="var(--mui-palette-primary-main)" />
    <g
      fill="none"
      stroke="var(--mui-palette-primary-contrastText)"
      strokeWidth="2.1"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M9.5 12.5h13l-.9 9.6a2 2 0 0 1-2 1.9h-7.2a2 2 0 0 1-2-1.9z" />
      <path d="M12.5 15v-3.5a3.5 3.5 0 0 1 7 0V15" />
    </g>
  </svg>
);

/** The shop's sign and name. */
export const Wordmark = () => (
  <Box
    component="span"
    sx={{
      display: 'inline-flex',
      alignItems: 'center',
      gap: 1.25,
      fontWeight: 800,
      fontSize: '1.1875rem',
      letterSpacing: '-0.035em',
    }}
  >
    <Mark />
    shopmesh
  </Box>
);
