import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

export const PAGE_SIZE = 20;
const MANY = 100;

const listPayments = (query: Readonly<Record<string, string>>, page_size: number) =>
  ok(api.GET('/api/payments/', { params: { query: { ...query, page_size } } }));

export const usePayments = (query: Readonly<Record<string, string>>) =>
  useQuery({
    queryKey: [PAYMENTS, 'list', query],
    queryFn: () => listPayments(query, PAGE_SIZE),
    placeholderData: keepPreviousData,
  });

const TO_PAY = { status: 'initiated', type: 'request' };

/** Requests that wait for this person; not for those who see everybody's. */
export const useToPay = (userId: string, enabled: boolean) =>
  useQuery({
    queryKey: [PAYMENTS, 'list', 'to pay', userId],
    queryFn: () => listPayments(TO_PAY, MANY),
    select: ({ results }) => results.filter(({ customer_id }) => customer_id === userId),
    enabled,
  });
