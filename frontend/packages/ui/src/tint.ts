import type { Theme } from '@mui/material/styles';

/**
 * The ground of a category: the catalogue's tint, given as the CSS variable --tint. By day as it is; by night far too bright,
 * so its hue at the lightness of the dark surface, or a sixth of it where a browser knows no relative colours.
 */
export const tintedGround = (theme: Theme) => ({
  backgroundColor: `var(--tint, ${theme.vars.palette.ground})`,
  ...theme.applyStyles('dark', {
    backgroundColor: `color-mix(in oklab, var(--tint, ${theme.vars.palette.text.secondary}) 16%, ${theme.vars.palette.background.paper})`,
    '@supports (color: oklch(from red l c h))': {
      backgroundColor: `oklch(from var(--tint, ${theme.vars.palette.ground}) 0.3 c h)`,
    },
  }),
});
