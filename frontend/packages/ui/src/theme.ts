import { createTheme } from '@mui/material/styles';
import type {} from '@mui/material/themeCssVarsAugmentation';

/**
 * Every colour, size and letter of the shop. Neutral surfaces and one accent; the semantic colours speak about status only.
 * Contrast on the page ground: text 16:1, secondary text 6:1, accent 6.9:1 (light) and 9.6:1 (dark); WCAG AA asks for 4.5:1.
 */
const light = {
  primary: { main: '#3048d6', dark: '#2438ad', contrastText: '#ffffff' },
  success: { main: '#17734a' },
  warning: { main: '#8a5300' },
  error: { main: '#b3261e' },
  info: { main: '#1f5fa8' },
  background: { default: '#faf9f6', paper: '#ffffff' },
  text: { primary: '#15171c', secondary: '#5a5f6b' },
  divider: 'rgba(21, 23, 28, 0.1)',
  ground: '#f1f0ec',
  accentSoft: '#eceffd',
  star: '#b86e00',
};

const dark: typeof light = {
  primary: { main: '#aab7ff', dark: '#c3ccff', contrastText: '#10142b' },
  success: { main: '#6fd6a4' },
  warning: { main: '#f2bf6b' },
  error: { main: '#ffb1a8' },
  info: { main: '#9cc9ff' },
  background: { default: '#111318', paper: '#191c23' },
  text: { primary: '#f2f3f5', secondary: '#a9afbc' },
  divider: 'rgba(255, 255, 255, 0.11)',
  ground: '#20242d',
  accentSoft: '#232a4a',
  star: '#f2bf6b',
};

declare module '@mui/material/styles' {
  interface Palette {
    ground: string;
    accentSoft: string;
    /** Ratings: 3:1 on every surface, as WCAG 1.4.11 asks of what is drawn. */
    star: string;
  }
  interface PaletteOptions {
    ground?: string;
    accentSoft?: string;
    star?: string;
  }
}

// The fallback is Arial stretched to Manrope's metrics (see fonts.tsx), so that nothing moves when the font arrives.
const fontFamily = '"Manrope Variable", "Manrope Fallback", system-ui, sans-serif';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 12 },
  typography: {
    fontFamily,
    h1: {
      fontSize: 'clamp(1.75rem, 1.3rem + 2vw, 2.625rem)',
      fontWeight: 750,
      lineHeight: 1.12,
      letterSpacing: '-0.03em',
    },
    h2: {
      fontSize: 'clamp(1.25rem, 1.1rem + 0.7vw, 1.625rem)',
      fontWeight: 700,
      lineHeight: 1.2,
      letterSpacing: '-0.02em',
    },
    h3: { fontSize: '1.0625rem', fontWeight: 700, lineHeight: 1.35, letterSpacing: '-0.01em' },
    body1: { fontSize: '1rem', lineHeight: 1.6 },
    body2: { fontSize: '0.9rem', lineHeight: 1.55 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    button: { fontWeight: 700, textTransform: 'none', fontSize: '0.9375rem', letterSpacing: '-0.005em' },
  },
  transitions: { duration: { shortest: 150, shorter: 150, short: 180, standard: 180, complex: 200 } },
});
