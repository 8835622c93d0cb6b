import { ok, useQuery } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import { PAYMENTS } from '../../../shared/api/payment-query';
import type { Ledger } from '../../../shared/api/types';

export const useLedger = () =>
  useQuery({ queryKey: [PAYMENTS, 'ledger'], queryFn: () => ok(calls.GET<Ledger>('/api/payments/ledger/')) });
