import { Anchor, styled } from '@shopmesh/ui';

/** One choice of a filter: an address of its own, marked while it is the one chosen. */
export const ChoiceLink = styled(Anchor)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 44,
  padding: '4px 12px',
  margin: '0 -12px',
  borderRadius: 12,
  color: theme.vars.palette.text.secondary,
  fontWeight: 600,
  fontSize: '0.9375rem',
  lineHeight: 1.35,
  textDecoration: 'none',
  '& small': { fontSize: '0.8125rem', fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
  '&:hover': { backgroundColor: theme.vars.palette.ground, color: theme.vars.palette.text.primary },
  '&[aria-current]': { backgroundColor: theme.vars.palette.accentSoft, color: theme.vars.palette.primary.main },
}));
export const PLAIN = { listStyle: 'none', margin: 0, padding: 0 } as const;
