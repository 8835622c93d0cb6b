import type { Payment } from '@shopmesh/sdk';
import { Box } from '@shopmesh/ui';
import { Ban, CircleCheck, Clock } from '@shopmesh/ui/icons';
import { Notice } from '@shopmesh/ui/paying';
import { endedBecause } from '../../../shared/words';

function told(payment: Payment, justPaid: boolean) {
  const { status, type, expires_at } = payment;
  if (status === 'processing')
    return {
      tone: 'warning' as const,
      icon: Clock,
      title: 'We are still confirming this payment: you can close this page.',
      detail: 'It is charged once at most. This page follows by itself.',
    };
  if (justPaid && status === 'completed')
    return {
      tone: 'success' as const,
      icon: CircleCheck,
      title: 'Thank you! It is paid.',
      detail: 'Whoever asked for it knows.',
    };
  if (justPaid && status === 'authorized')
    return {
      tone: 'success' as const,
      icon: CircleCheck,
      title: 'Thank you! The amount is held on your card.',
      detail: 'It is charged when whoever asked for it takes it, or let go.',
    };
  if (justPaid && status === 'initiated')
    return {
      tone: 'error' as const,
      icon: Ban,
      title: 'It was not paid: nothing was charged.',
      detail: 'The bank said no. You can try again, with another card if you like.',
    };
  if (status === 'initiated' && type === 'request' && expires_at && Date.parse(expires_at) < Date.now())
    return {
      tone: 'error' as const,
      icon: Clock,
      title: 'The time to pay this is over.',
      detail: 'Whoever asked for it can give it more time.',
    };
  const ended = status === 'cancelled' && endedBecause(payment.decline_code);
  return ended ? { tone: 'warning' as const, icon: Ban, title: 'This request is closed.', detail: ended } : null;
}

interface BannerProps {
  payment: Payment;
  /** Shown right after paying, or after watching the payment being confirmed. */
  justPaid: boolean;
}

/** The one thing to know about this payment. Announced when it changes. */
export function Banner({ payment, justPaid }: BannerProps) {
  const message = told(payment, justPaid);
  return <Box role="status">{message && <Notice {...message} />}</Box>;
}
