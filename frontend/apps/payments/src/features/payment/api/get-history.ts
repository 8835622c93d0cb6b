import { api, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

const MANY = 100;

const getHistory = (payment_id: string) =>
  ok(api.GET('/api/payments/history/', { params: { query: { payment_id, page_size: MANY } } }));

/** `changed`: the payment's last change, so that a new one asks for the history anew. */
export const useHistory = (id: string, changed: string) =>
  useQuery({ queryKey: [PAYMENTS, 'history', id, changed], queryFn: () => getHistory(id) });
