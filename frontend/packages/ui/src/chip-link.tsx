import { styled } from '@mui/material/styles';
import { Anchor } from './link';

/** A pill that leads somewhere; aria-current marks the one we are at. */
export const ChipLink = styled(Anchor)(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 36,
  padding: '0 14px',
  borderRadius: 999,
  fontSize: '0.875rem',
  fontWeight: 650,
  whiteSpace: 'nowrap',
  textDecoration: 'none',
  color: theme.vars.palette.text.secondary,
  transition: 'background-color 150ms, color 150ms',
  '&:hover': { color: theme.vars.palette.text.primary, backgroundColor: theme.vars.palette.ground },
  '&[aria-current="page"]': { color: theme.vars.palette.primary.main, backgroundColor: theme.vars.palette.accentSoft },
}));
