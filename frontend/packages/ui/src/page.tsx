import Box from '@mui/material/Box';
import type { PropsWithChildren, ReactNode } from 'react';
import { Typography } from './typography';

const WIDTHS = { narrow: 480, reading: 760, wide: 1200 };

interface PageProps {
  width?: keyof typeof WIDTHS;
}

/** The column every page stands in. */
export const Page = ({ width = 'wide', children }: PropsWithChildren<PageProps>) => (
  <Box sx={{ width: '100%', maxWidth: WIDTHS[width], marginInline: 'auto', paddingBlock: { xs: 3, md: 5 } }}>
    {children}
  </Box>
);

interface PageHeadingProps {
  title: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
}

/** One per page: the h1 that receives focus after a route change. */
export const PageHeading = ({ title, lead, action }: PageHeadingProps) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 2, marginBottom: { xs: 3, md: 4 } }}>
    <Box sx={{ flex: '1 1 280px' }}>
      <Typography variant="h1" tabIndex={-1}>
        {title}
      </Typography>
      {lead && <Typography sx={{ color: 'text.secondary', marginTop: 1, maxWidth: '60ch' }}>{lead}</Typography>}
    </Box>
    {action}
  </Box>
);

/** A calm white plate. */
export const Surface = ({ children, padding = 3 }: PropsWithChildren<{ padding?: number }>) => (
  <Box
    sx={{
      bgcolor: 'background.paper',
      border: '1px solid',
      borderColor: 'divider',
      borderRadius: '20px',
      padding: { xs: Math.min(padding, 2.5), sm: padding },
    }}
  >
    {children}
  </Box>
);

export const VisuallyHidden = ({ children }: PropsWithChildren) => (
  <Box
    component="span"
    sx={{
      position: 'absolute',
      width: '1px', // a bare 1 would mean the whole width
      height: '1px',
      margin: '-1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    }}
  >
    {children}
  </Box>
);
