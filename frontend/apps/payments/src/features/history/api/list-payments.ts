import { keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import { PAYMENTS } from '../../../shared/api/payment-query';
import type { Page, Payment } from '../../../shared/api/types';

export const PAGE_SIZE = 20;
const MANY = 100;

const listPayments = (query: Readonly<Record<string, string>>, page_size: number) =>
  ok(calls.GET<Page<Payment>>('/api/payments/', { params: { query: { ...query, page_size } } }));

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
