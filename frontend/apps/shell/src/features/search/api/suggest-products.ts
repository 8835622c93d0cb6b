import { api, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';

const SUGGESTIONS = 5;
const MIN_LETTERS = 2;

export const suggestProducts = (search: string) =>
  ok(api.GET('/api/products/', { params: { query: { search, page_size: SUGGESTIONS } } }));

export const useSuggestions = (search: string) =>
  useQuery({
    queryKey: ['products', 'suggestions', search],
    queryFn: () => suggestProducts(search),
    enabled: search.length >= MIN_LETTERS,
    placeholderData: keepPreviousData,
    retry: false, // a hint that comes late is no hint
  });
