import GlobalStyles from '@mui/material/GlobalStyles';
import type { Theme } from '@mui/material/styles';

const rules = (theme: Theme) => ({
  '*, *::before, *::after': { boxSizing: 'border-box' as const },
  // Room for the sticky header above what a link jumps to.
  html: { WebkitFontSmoothing: 'antialiased', WebkitTextSizeAdjust: '100%', scrollPaddingTop: 96 },
  body: {
    ...theme.typography.body1,
    margin: 0,
    color: theme.vars.palette.text.primary,
    backgroundColor: theme.vars.palette.background.default,
    textRendering: 'optimizeLegibility' as const,
  },
  'strong, b': { fontWeight: 700 },
  ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
  // Route changes move focus to the new content for screen readers; the region itself needs no ring.
  'h1:focus-visible, main:focus-visible': { outline: 'none' },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after, ::backdrop': { animation: 'none !important', transition: 'none !important' },
  },
});

export const Baseline = () => <GlobalStyles styles={rules} />;
