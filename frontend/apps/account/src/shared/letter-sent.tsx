import { Box, Typography } from '@shopmesh/ui';
import { Mail } from '@shopmesh/ui/icons';
import type { PropsWithChildren, ReactNode } from 'react';

/** What stands where the form was. */
export const LetterSent = ({ children, action }: PropsWithChildren<{ action?: ReactNode }>) => (
  <Box role="status" sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
    <Box sx={{ color: 'primary.main', display: 'flex' }}>
      <Mail size={34} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography sx={{ overflowWrap: 'anywhere' }}>{children}</Typography>
    {action}
  </Box>
);
