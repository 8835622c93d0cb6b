import { keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { calls } from '../../../shared/api/calls';
import { PAYMENTS } from '../../../shared/api/payment-query';
import type { Report } from '../../../shared/api/types';

export type ReportQuery = Readonly<Record<string, string>>;

const getReport = (query: ReportQuery) =>
  ok(calls.GET<Report>('/api/payments/reports/', { params: { query: { ...query } } }));

export const useReport = (query: ReportQuery) =>
  useQuery({
    queryKey: [PAYMENTS, 'report', query],
    queryFn: () => getReport(query),
    placeholderData: keepPreviousData,
  });

/** The report as a file; it needs the token, so a plain link cannot fetch it. */
export const exportReport = (query: ReportQuery): Promise<Blob> =>
  ok(calls.GET<Blob>('/api/payments/reports/', { params: { query: { ...query, output: 'csv' } }, parseAs: 'blob' }));
