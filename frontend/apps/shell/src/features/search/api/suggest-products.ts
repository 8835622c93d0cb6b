import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import type { Suggested } from '../model/suggestion';

type Ask = (path: string, init: object) => Parameters<typeof ok>[0];

export const suggestProducts = (q: string) =>
  ok((api.GET as unknown as Ask)('/api/products/suggest/', { params: { query: { q } } })) as Promise<Suggested>;

export const useSuggestions = (q: string) =>
  useQuery({
    queryKey: ['products', 'suggestions', q],
    queryFn: () => suggestProducts(q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    retry: false, // a hint that comes late is no hint
  });
