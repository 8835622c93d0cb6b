import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';

export const suggestProducts = (q: string) => ok(api.GET('/api/products/suggest/', { params: { query: { q } } }));

export const useSuggestions = (q: string) =>
  useQuery({
    queryKey: ['products', 'suggestions', q],
    queryFn: () => suggestProducts(q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    retry: false, // a hint that comes late is no hint
  });
