import Box from '@mui/material/Box';
import type { ComponentType, ReactNode } from 'react';
import type { IconProps } from './icons';
import { Typography } from './typography';

interface EmptyStateProps {
  icon: ComponentType<IconProps>;
  title: string;
  /** True where nothing else on the page is its h1. */
  page?: boolean;
  /** What to do next, in one sentence. */
  children?: ReactNode;
  action?: ReactNode;
}

export const EmptyState = ({ icon: Icon, title, page = false, children, action }: EmptyStateProps) => (
  <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1.5, paddingBlock: { xs: 6, md: 9 }, textAlign: 'center' }}>
    <Box
      sx={{
        display: 'grid',
        placeItems: 'center',
        width: 72,
        height: 72,
        borderRadius: '24px',
        bgcolor: 'ground',
        color: 'text.secondary',
      }}
    >
      <Icon size={30} strokeWidth={1.75} aria-hidden />
    </Box>
    <Typography variant="h2" component={page ? 'h1' : 'h2'}>
      {title}
    </Typography>
    {children && <Typography sx={{ color: 'text.secondary', maxWidth: '46ch' }}>{children}</Typography>}
    {action && (
      <Box sx={{ marginTop: 1, display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'center' }}>{action}</Box>
    )}
  </Box>
);
