import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';

export type AuditQuery = Readonly<Record<string, string>>;

const listEntries = (query: AuditQuery) => ok(api.GET('/api/admin/audit-logs/', { params: { query } }));

export type Entry = Awaited<ReturnType<typeof listEntries>>['results'][number];

export const useEntries = (query: AuditQuery) =>
  useQuery({
    queryKey: ['admin', 'audit', query],
    queryFn: () => listEntries(query),
    placeholderData: keepPreviousData,
  });

export const verifyChain = () => ok(api.GET('/api/admin/audit-logs/verify/', { params: { query: {} } }));
export type Verdict = Awaited<ReturnType<typeof verifyChain>>;

/** The log as a file; it needs the token, so a plain link cannot fetch it. */
export const exportEntries = async (query: AuditQuery, format: 'csv' | 'json'): Promise<Blob> =>
  (await ok(
    api.GET('/api/admin/audit-logs/export/', { params: { query: { ...query, format } }, parseAs: 'blob' }),
  )) as unknown as Blob;
