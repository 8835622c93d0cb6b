import { Box, type IconProps, Typography } from '@shopmesh/ui';
import type { ComponentType, PropsWithChildren, ReactNode } from 'react';

interface NoticeProps {
  icon: ComponentType<IconProps>;
  tone?: 'info' | 'warning' | 'success';
  title?: string;
  action?: ReactNode;
  /** Said by screen readers when it appears. */
  live?: boolean;
}

/** Something worth knowing that is no error. */
export const Notice = ({
  icon: Icon,
  tone = 'info',
  title,
  action,
  live,
  children,
}: PropsWithChildren<NoticeProps>) => (
  <Box
    role={live ? 'status' : undefined}
    sx={{
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      columnGap: 1.75,
      padding: 2.5,
      borderRadius: '16px',
      bgcolor: `color-mix(in oklab, var(--mui-palette-${tone}-main) 8%, var(--mui-palette-background-paper))`,
    }}
  >
    <Box sx={{ color: `${tone}.main`, display: 'flex', paddingTop: '2px' }}>
      <Icon size={22} aria-hidden />
    </Box>
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {title && (
        <Typography variant="h3" component="p">
          {title}
        </Typography>
      )}
      <Typography variant="body2">{children}</Typography>
      {action && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1.5 }}>{action}</Box>}
    </Box>
  </Box>
);
