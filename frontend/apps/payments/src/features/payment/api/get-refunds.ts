import { ok, useQuery } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import { PAYMENTS } from '../../../shared/api/payment-query';
import type { Page, Refund } from '../../../shared/api/types';

const MANY = 100;

const getRefunds = (id: string) =>
  ok(
    calls.GET<Page<Refund>>('/api/payments/{payment_id}/refunds/', {
      params: { path: { payment_id: id }, query: { page_size: MANY } },
    }),
  );

export const useRefunds = (id: string, changed: string) =>
  useQuery({ queryKey: [PAYMENTS, 'refunds of', id, changed], queryFn: () => getRefunds(id) });
