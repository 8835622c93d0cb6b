import type { Order, OrderStatus } from '@shopmesh/sdk';
import type { Tone } from '@shopmesh/ui';

export const STATUS: Record<OrderStatus, { word: string; tone: Tone }> = {
  pending: { word: 'Confirming payment', tone: 'warning' },
  confirmed: { word: 'Confirmed', tone: 'success' },
  processing: { word: 'Being packed', tone: 'info' },
  shipped: { word: 'On its way', tone: 'info' },
  delivered: { word: 'Delivered', tone: 'success' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

const CANCELLED: Record<NonNullable<Order['cancellation_reason']>, string> = {
  out_of_stock: 'Cancelled: there was not enough left. Nothing was charged.',
  product_unavailable: 'Cancelled: something in it is no longer for sale. Nothing was charged.',
  payment_declined: 'Cancelled: the card was declined. Nothing was charged.',
  price_changed: 'Cancelled: a price changed while you were paying. Nothing was charged.',
  amount_limit: 'Cancelled: it came to more than your account can order at once. Nothing was charged.',
  reservation_limit: 'Cancelled: with it you would have held more than one customer may at once. Nothing was charged.',
  expired: 'Cancelled: it could not be finished in time. Nothing was charged.',
  unavailable: 'Cancelled: the shop could not finish it. Nothing was charged.',
  cancelled_by_customer: 'Cancelled by you. What you paid is on its way back to you.',
  cancelled_by_staff: 'Cancelled by the shop. What you paid is on its way back to you.',
};
export const cancelledBecause = ({ cancellation_reason }: Pick<Order, 'cancellation_reason'>): string =>
  cancellation_reason ? CANCELLED[cancellation_reason] : 'Cancelled.';

export const PAYMENT: Record<Order['payment']['status'], string> = {
  processing: 'We are still confirming it',
  authorized: 'Set aside on your card, charged in a moment',
  completed: 'Paid',
  failed: 'Declined, nothing was charged',
  cancelled: 'Let go, nothing was charged',
  refunded: 'Refunded',
};

const names = new Intl.DisplayNames('en', { type: 'region' });
export const countryName = (country: string): string =>
  /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country;
