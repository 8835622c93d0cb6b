import { paymentsOf } from '@shopmesh/sdk/attempts';
import { type CardPayment, payRequest } from '../api/pay-request';

const open = new Map<string, ReturnType<typeof paymentsOf<CardPayment, Awaited<ReturnType<typeof payRequest>>>>>();

/** Of one request: an attempt whose outcome nobody knows stands in the way of that request alone. */
export function paymentsFor(paymentId: string) {
  const known = open.get(paymentId) ?? paymentsOf(`shopmesh.payment.${paymentId}`, payRequest);
  open.set(paymentId, known);
  return known;
}
