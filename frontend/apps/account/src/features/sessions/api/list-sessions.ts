import { api, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export const listSessions = async () => (await ok(api.GET('/api/auth/sessions/'))).results;

export type SignedInDevice = Awaited<ReturnType<typeof listSessions>>[number];

export const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: listSessions, staleTime: 0 });

export const useSessions = () => useQuery(sessionsQuery);
