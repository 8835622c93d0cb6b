import { api, okResponse, type Payment } from '@shopmesh/sdk';

export interface CardPayment {
  type: 'payment';
  payment_id: string;
  method: 'card';
  token: string;
  /** What was shown: a request that was changed meanwhile is not paid unseen. */
  amount: string;
}

export async function payRequest(body: CardPayment, key: string): Promise<Payment> {
  const { data } = await okResponse(
    api.POST('/api/payments/', { body, params: { header: { 'Idempotency-Key': key } } }),
  );
  return data;
}
