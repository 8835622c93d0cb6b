import { Box, Surface, Typography } from '@shopmesh/ui';
import type { PropsWithChildren, ReactNode } from 'react';

interface AuthCardProps {
  title: string;
  lead: ReactNode;
  footer: ReactNode;
}

/** The narrow plate that sign-in and registration share. */
export const AuthCard = ({ title, lead, footer, children }: PropsWithChildren<AuthCardProps>) => (
  <Box sx={{ width: '100%', maxWidth: 460, marginInline: 'auto', paddingBlock: { xs: 3, md: 7 } }}>
    <Typography variant="h1" tabIndex={-1}>
      {title}
    </Typography>
    <Typography sx={{ color: 'text.secondary', marginTop: 1, marginBottom: 3 }}>{lead}</Typography>
    <Surface padding={4}>{children}</Surface>
    <Typography sx={{ marginTop: 2.5, textAlign: 'center' }}>{footer}</Typography>
  </Box>
);
