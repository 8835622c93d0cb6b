import { styled } from '@shopmesh/ui';
import type { LiveState } from './live';

const Sign = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  fontSize: '0.8125rem',
  fontWeight: 600,
  color: theme.vars.palette.text.secondary,
  '&::before': {
    content: '""',
    width: 8,
    height: 8,
    borderRadius: '50%',
    boxSizing: 'border-box',
    border: `2px solid ${theme.vars.palette.text.secondary}`,
  },
  '&[data-live="true"]::before': {
    borderColor: theme.vars.palette.success.main,
    backgroundColor: theme.vars.palette.success.main,
  },
}));

/** Whether this page is told of changes, or asks for them. A ring is not a disc: colour alone says nothing to many people. */
export const LiveSign = ({ state }: { state: LiveState }) => (
  <Sign data-live={state === 'live'}>{state === 'live' ? 'Live' : 'Refreshes every few seconds'}</Sign>
);
