import { api, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

export const useLedger = () =>
  useQuery({ queryKey: [PAYMENTS, 'ledger'], queryFn: () => ok(api.GET('/api/payments/ledger/')) });
