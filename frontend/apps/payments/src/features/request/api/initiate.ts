import { ok } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import type { Payment } from '../../../shared/api/types';
import { useChange } from '../../../shared/use-change';

export interface Initiation {
  type: 'initiate';
  customer_email: string;
  amount: string;
  currency: string;
  description: string;
  expires_in_days: number;
  capture: 'automatic' | 'manual';
}

export const useInitiate = () =>
  useChange(({ body, key }: { body: Initiation; key: string }) =>
    ok(calls.POST<Payment>('/api/payments/', { body, params: { header: { 'Idempotency-Key': key } } })),
  );
