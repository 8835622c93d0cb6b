import { keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import { PAYMENTS } from '../../../shared/api/payment-query';
import type { Page, Refund } from '../../../shared/api/types';

export const PAGE_SIZE = 20;

const listRefunds = (query: Readonly<Record<string, string>>) =>
  ok(calls.GET<Page<Refund>>('/api/payments/refunds/', { params: { query: { ...query, page_size: PAGE_SIZE } } }));

export const useRefundPage = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: [PAYMENTS, 'refunds', query],
    queryFn: () => listRefunds(query),
    placeholderData: keepPreviousData,
  });
