import { api, type Facets, keepPreviousData, ok, useQuery } from '@shopmesh/sdk';
import { useMemo } from 'react';
import { together } from '../model/facets';
import { counted, type Filters } from '../model/filters';

export const getFacets = (query: object) => ok(api.GET('/api/products/facets/', { params: { query } }));

/** Figures beside the filters: a help, so their failure is nobody's trouble. */
const useFacets = (query: Record<string, string>) =>
  useQuery({
    queryKey: ['products', 'facets', query],
    queryFn: () => getFacets(query),
    placeholderData: keepPreviousData,
    retry: false,
  });

/**
 * What each choice would leave if it were the only one of its kind: beside a chosen category the others keep their figures.
 * Whoever chose it comes from the list without it, so that most of these answers are here already.
 */
export function useFigures(filters: Filters): Facets | undefined {
  const all = useFacets(counted(filters)).data;
  const categories = useFacets(counted({ ...filters, category: '' })).data;
  const prices = useFacets(counted({ ...filters, minPrice: '', maxPrice: '' })).data;
  const ratings = useFacets(counted({ ...filters, minRating: '' })).data;
  return useMemo(
    () => all && categories && prices && ratings && together({ all, categories, prices, ratings }),
    [all, categories, prices, ratings],
  );
}
