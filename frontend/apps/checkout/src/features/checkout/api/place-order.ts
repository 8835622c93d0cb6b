import { api, type Order, okResponse, type Shipping, type Sum } from '@shopmesh/sdk';

export interface OrderRequest {
  items: { product_id: number; quantity: number }[];
  payment: { method: 'card'; token: string };
  shipping: Shipping;
  /** What the page showed: if it would cost anything else, nothing is bought. Attempts of an older page have none. */
  expected_total?: Sum;
}

export interface Placed {
  order: Order;
  /** 202: placed, and the payment's outcome is not known yet. */
  settled: boolean;
}

export async function placeOrder(body: OrderRequest, key: string): Promise<Placed> {
  const { data, response } = await okResponse(
    api.POST('/api/orders/', { body, params: { header: { 'Idempotency-Key': key } } }),
  );
  return { order: data, settled: response.status !== 202 };
}
