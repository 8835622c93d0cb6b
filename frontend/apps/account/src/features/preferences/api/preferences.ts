import { api, ok, queryOptions, useMutation, useQuery, useQueryClient } from '@shopmesh/sdk';

export const getPreferences = () => ok(api.GET('/api/profile/preferences/'));

export type Preferences = Awaited<ReturnType<typeof getPreferences>>;

export const preferencesQuery = queryOptions({ queryKey: ['preferences'], queryFn: getPreferences });

export const usePreferences = () => useQuery(preferencesQuery);

export const putPreferences = (body: Preferences) => ok(api.PUT('/api/profile/preferences/', { body }));

/** Shown at once; a refusal takes it back. */
export function usePutPreferences() {
  const queries = useQueryClient();
  const { queryKey } = preferencesQuery;
  return useMutation({
    mutationFn: putPreferences,
    onMutate: (next) => {
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, next);
      return before;
    },
    onSuccess: (saved) => queries.setQueryData(queryKey, saved),
    onError: (_error, _next, before) => queries.setQueryData(queryKey, before),
  });
}
