import { api, ok, useQuery } from '@shopmesh/sdk';

const FRESH_MS = 10 * 60_000; // they are computed every now and then
// A wish to help: where it does not work nobody is told, and nobody asks again.
const QUIET = { staleTime: FRESH_MS, retry: false, refetchOnWindowFocus: false } as const;

export const getRecommendations = (id: number) =>
  ok(api.GET('/api/products/{product_id}/recommendations/', { params: { path: { product_id: String(id) } } }));

export const getRecommended = (viewed: readonly number[]) =>
  ok(api.GET('/api/products/recommended/', { params: { query: { viewed: viewed.join() } } }));

export const useRecommendations = (id: number) =>
  useQuery({ queryKey: ['products', 'recommendations', id], queryFn: () => getRecommendations(id), ...QUIET });

export const useRecommended = (viewed: readonly number[]) =>
  useQuery({
    queryKey: ['products', 'recommended', viewed],
    queryFn: () => getRecommended(viewed),
    enabled: viewed.length > 0,
    ...QUIET,
  });
