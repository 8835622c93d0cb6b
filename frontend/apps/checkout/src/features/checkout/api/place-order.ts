import { api, type Order, okResponse, type Shipping } from '@shopmesh/sdk';

export interface OrderRequest {
  items: { product_id: number; quantity: number }[];
  payment: { method: 'card'; token: string };
  shipping: Shipping;
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
