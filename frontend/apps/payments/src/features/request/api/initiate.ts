import { api, ok, type Payment } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

export interface Initiation {
  type: 'initiate';
  customer_email: string;
  amount: string;
  currency: Payment['currency'];
  description: string;
  expires_in_days: number;
  capture: 'automatic' | 'manual';
}

export const useInitiate = () =>
  useChange(({ body, key }: { body: Initiation; key: string }) =>
    ok(api.POST('/api/payments/', { body, params: { header: { 'Idempotency-Key': key } } })),
  );
