import { api, ok } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

const one = (id: string) => ({ path: { payment_id: id } });

export interface RequestChange {
  amount: string;
  description: string;
  expires_at: string;
}

export const useEdit = (id: string) =>
  useChange(({ etag, body }: { etag: string; body: RequestChange }) =>
    ok(
      api.PUT('/api/payments/{payment_id}/', {
        params: { ...one(id), header: { 'If-Match': etag } },
        body,
      }),
    ),
  );

export const useCancel = (id: string) =>
  useChange((_: undefined) => ok(api.DELETE('/api/payments/{payment_id}/', { params: one(id) })));

export const useSettle = (id: string) =>
  useChange((status: 'completed' | 'cancelled') =>
    ok(api.POST('/api/payments/{payment_id}/status/', { params: one(id), body: { status } })),
  );

export interface RefundWish {
  amount: string;
  reason: string;
}

export const useRefund = (id: string) =>
  useChange(({ wish, key }: { wish: RefundWish; key: string }) =>
    ok(
      api.POST('/api/payments/{payment_id}/refunds/', {
        params: { ...one(id), header: { 'Idempotency-Key': key } },
        body: wish,
      }),
    ),
  );
