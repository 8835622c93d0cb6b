import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { PAYMENTS } from '../../../shared/api/payment-query';

export type ReportQuery = Readonly<Record<string, string>>;

const getReport = (query: ReportQuery) => ok(api.GET('/api/payments/reports/', { params: { query: { ...query } } }));

export const useReport = (query: ReportQuery) =>
  useQuery({
    queryKey: [PAYMENTS, 'report', query],
    queryFn: () => getReport(query),
    placeholderData: keepPreviousData,
  });

/** The report as a file; it needs the token, so a plain link cannot fetch it. */
export const exportReport = (query: ReportQuery): Promise<Blob> =>
  ok(api.GET('/api/payments/reports/', { params: { query: { ...query, output: 'csv' } }, parseAs: 'blob' }));
