import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

export const PAGE_SIZE = 20;

const listRefunds = (query: Readonly<Record<string, string>>) =>
  ok(api.GET('/api/payments/refunds/', { params: { query: { ...query, page_size: PAGE_SIZE } } }));

export const useRefundPage = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: [PAYMENTS, 'refunds', query],
    queryFn: () => listRefunds(query),
    placeholderData: keepPreviousData,
  });
