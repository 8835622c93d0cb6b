import type { Order } from '@shopmesh/sdk';
import { Box } from '@shopmesh/ui';
import { Ban, CircleCheck, Clock } from '@shopmesh/ui/icons';
import { Notice } from '@shopmesh/ui/paying';
import { cancelledBecause } from '../model/words';

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
  return <Box role="status">{message && <Notice {...message} />}</Box>;
}
