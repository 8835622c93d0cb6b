import { api, ok, useQuery } from '@shopmesh/sdk';

const getAnalytics = (days: number) =>
  ok(api.GET('/api/admin/analytics/', { params: { query: { days: String(days) } } }));

export type Analytics = Awaited<ReturnType<typeof getAnalytics>>;

export const useAnalytics = (days: number) =>
  useQuery({ queryKey: ['admin', 'analytics', days], queryFn: () => getAnalytics(days) });
