import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Button } from './button';
import { CircleAlert, RotateCcw } from './icons';
import { Typography } from './typography';

/** The part of a problem+json answer (RFC 9457) a person can use. */
export interface ProblemLike {
  readonly title?: string;
  readonly detail?: string;
  /** Of the problem's "urn:uuid:…" instance: what support asks for. */
  readonly requestId?: string | undefined;
}

interface ErrorPanelProps {
  problem: ProblemLike;
  onRetry?: (() => void) | undefined;
  /** Another way on, beside trying again. */
  action?: ReactNode;
  'data-testid'?: string;
}

export const ErrorPanel = ({ problem, onRetry, action, ...rest }: ErrorPanelProps) => (
  <Box
    role="alert"
    {...rest}
    sx={{
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: 1.75,
      padding: 2.5,
      borderRadius: '16px',
      border: '1px solid color-mix(in oklab, var(--mui-palette-error-main) 28%, transparent)',
      bgcolor: 'color-mix(in oklab, var(--mui-palette-error-main) 6%, var(--mui-palette-background-paper))',
    }}
  >
    <Box sx={{ color: 'error.main', display: 'flex', paddingTop: '1px' }}>
      <CircleAlert size={22} aria-hidden />
    </Box>
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="h3" component="p">
        {problem.title || 'Something went wrong'}
      </Typography>
      {problem.detail && <Typography variant="body2">{problem.detail}</Typography>}
      {problem.requestId && (
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          Reference {problem.requestId}
        </Typography>
      )}
      {(onRetry || action) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 2 }}>
          {onRetry && (
            <Button variant="outlined" startIcon={<RotateCcw size={18} aria-hidden />} onClick={onRetry}>
              Try again
            </Button>
          )}
          {action}
        </Box>
      )}
    </Box>
  </Box>
);
