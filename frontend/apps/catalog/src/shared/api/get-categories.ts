import { api, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export const getCategories = () => ok(api.GET('/api/categories/'));

// The same key as in the shell: one answer serves both.
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: getCategories,
  staleTime: 10 * 60_000,
});

export const useCategories = () => useQuery(categoriesQuery);
