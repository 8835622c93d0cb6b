import { api, ok } from '@shopmesh/sdk';

/** Who wanted it is for the API to say: staff may look at a customer's order on this page, too. */
export const cancelOrder = (id: string) =>
  ok(api.POST('/api/orders/{order_id}/cancel/', { params: { path: { order_id: id } }, body: {} }));
