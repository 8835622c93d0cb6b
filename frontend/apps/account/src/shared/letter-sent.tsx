import { Box, Typography } from '@shopmesh/ui';
import { Mail } from '@shopmesh/ui/icons';
import type { PropsWithChildren, ReactNode } from 'react';
import { Arrived } from './arrived';

export const LetterSent = ({ children, action }: PropsWithChildren<{ action?: ReactNode }>) => (
  <Arrived>
    <Box sx={{ color: 'primary.main', display: 'flex' }}>
      <Mail size={34} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography sx={{ overflowWrap: 'anywhere' }}>{children}</Typography>
    {action}
  </Arrived>
);
