import { useQuery } from '@shopmesh/sdk';
import { ask } from './ask';
import type { ProductFacts } from './facts';

export interface Recommendations {
  readonly bought_together: readonly ProductFacts[];
  readonly viewed_also: readonly ProductFacts[];
}
interface Recommended {
  readonly results: readonly {
    readonly because: { readonly id: number; readonly name: string };
    readonly products: readonly ProductFacts[];
  }[];
}

const FRESH_MS = 10 * 60_000; // they are computed every now and then
// A wish to help: where it does not work nobody is told, and nobody asks again.
const QUIET = { staleTime: FRESH_MS, retry: false, refetchOnWindowFocus: false } as const;

export const useRecommendations = (id: number) =>
  useQuery({
    queryKey: ['products', 'recommendations', id],
    queryFn: () =>
      ask<Recommendations>('GET', '/api/products/{product_id}/recommendations/', {
        params: { path: { product_id: String(id) } },
      }),
    ...QUIET,
  });

export const useRecommended = (viewed: readonly number[]) =>
  useQuery({
    queryKey: ['products', 'recommended', viewed],
    queryFn: () =>
      ask<Recommended>('GET', '/api/products/recommended/', { params: { query: { viewed: viewed.join() } } }),
    enabled: viewed.length > 0,
    ...QUIET,
  });
