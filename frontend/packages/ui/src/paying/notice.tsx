import { Box, type IconProps, styled, Typography } from '@shopmesh/ui';
import type { ComponentType } from 'react';

type Tone = 'success' | 'warning' | 'error';

const Plate = styled('div', { shouldForwardProp: (prop) => prop !== 'tone' })<{ tone: Tone }>(({ theme, tone }) => ({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: 16,
  padding: 20,
  marginBottom: 32,
  borderRadius: 20,
  backgroundColor: `color-mix(in oklab, ${theme.vars.palette[tone].main} 10%, ${theme.vars.palette.background.paper})`,
  '& > svg': { color: theme.vars.palette[tone].main, marginTop: 1 },
}));

interface NoticeProps {
  tone: Tone;
  icon: ComponentType<IconProps>;
  title: string;
  detail: string;
}

/** How it stands with an order or a payment, above everything else. */
export const Notice = ({ tone, icon: Icon, title, detail }: NoticeProps) => (
  <Plate tone={tone}>
    <Icon size={26} aria-hidden />
    <Box>
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {detail}
      </Typography>
    </Box>
  </Plate>
);
