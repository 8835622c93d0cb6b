import { okResponse } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import type { Payment } from '../../../shared/api/types';

export interface CardPayment {
  type: 'payment';
  payment_id: string;
  method: 'card';
  token: string;
}

export async function payRequest(body: CardPayment, key: string): Promise<Payment> {
  const { data } = await okResponse(
    calls.POST<Payment>('/api/payments/', { body, params: { header: { 'Idempotency-Key': key } } }),
  );
  return data;
}
