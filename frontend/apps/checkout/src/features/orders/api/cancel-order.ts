import { api, ok } from '@shopmesh/sdk';

export const cancelOrder = (id: string) =>
  ok(
    api.POST('/api/orders/{order_id}/cancel/', {
      params: { path: { order_id: id } },
      body: { reason: 'cancelled_by_customer' },
    }),
  );
