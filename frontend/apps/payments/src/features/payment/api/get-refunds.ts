import { api, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

const MANY = 100;

const getRefunds = (id: string) =>
  ok(
    api.GET('/api/payments/{payment_id}/refunds/', {
      params: { path: { payment_id: id }, query: { page_size: MANY } },
    }),
  );

export const useRefunds = (id: string, changed: string) =>
  useQuery({ queryKey: [PAYMENTS, 'refunds of', id, changed], queryFn: () => getRefunds(id) });
