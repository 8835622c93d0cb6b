import type { Order } from '@shopmesh/sdk';
import { Box, styled, Typography } from '@shopmesh/ui';
import { Ban, CircleCheck, Clock } from '@shopmesh/ui/icons';
import { cancelledBecause } from '../model/words';

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

function told(order: Order, justPlaced: boolean) {
  if (order.status === 'pending')
    return {
      tone: 'warning' as const,
      icon: Clock,
      title: 'We are still confirming your payment: you can close this page.',
      detail: 'The goods are set aside for you. This page follows by itself.',
    };
  if (order.status === 'cancelled')
    return {
      tone: 'error' as const,
      icon: Ban,
      title: cancelledBecause(order),
      detail: 'You can order it again whenever you like.',
    };
  if (!justPlaced) return null;
  return {
    tone: 'success' as const,
    icon: CircleCheck,
    title: 'Thank you! Your order is confirmed.',
    detail: `${order.number} is paid, and everything in it is set aside for you.`,
  };
}

interface OrderBannerProps {
  order: Order;
  /** Shown right after paying, or after watching the payment being confirmed. */
  justPlaced: boolean;
}

/** The one thing to know about this order. Announced when it changes. */
export function OrderBanner({ order, justPlaced }: OrderBannerProps) {
  const message = told(order, justPlaced);
  return (
    <Box role="status">
      {message && (
        <Plate tone={message.tone}>
          <message.icon size={26} aria-hidden />
          <Box>
            <Typography variant="h3" component="p">
              {message.title}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {message.detail}
            </Typography>
          </Box>
        </Plate>
      )}
    </Box>
  );
}
