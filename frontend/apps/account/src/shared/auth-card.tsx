import { Box, Surface, Typography } from '@shopmesh/ui';
import type { PropsWithChildren, ReactNode } from 'react';

interface AuthCardProps {
  title: string;
  lead: ReactNode;
  footer?: ReactNode;
  /** Between the heading and the plate. */
  above?: ReactNode;
}

/** The narrow plate that sign-in, registration and the pages behind our letters share. */
export const AuthCard = ({ title, lead, footer, above, children }: PropsWithChildren<AuthCardProps>) => (
  <Box sx={{ width: '100%', maxWidth: 460, marginInline: 'auto', paddingBlock: { xs: 3, md: 7 } }}>
    <Typography variant="h1" tabIndex={-1}>
      {title}
    </Typography>
    <Typography sx={{ color: 'text.secondary', marginTop: 1, marginBottom: 3 }}>{lead}</Typography>
    {above && <Box sx={{ marginBottom: 2 }}>{above}</Box>}
    <Surface padding={4}>{children}</Surface>
    {footer && <Typography sx={{ marginTop: 2.5, textAlign: 'center' }}>{footer}</Typography>}
  </Box>
);
