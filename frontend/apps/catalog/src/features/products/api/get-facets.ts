import { keepPreviousData, useQuery } from '@shopmesh/sdk';
import { ask } from '../../../shared/api/ask';
import type { Facets } from '../model/facets';

export const getFacets = (query: Record<string, string>) =>
  ask<Facets>('GET', '/api/products/facets/', { params: { query } });

/** Figures beside the filters: a help, so their failure is nobody's trouble. */
export const useFacets = (query: Record<string, string>) =>
  useQuery({
    queryKey: ['products', 'facets', query],
    queryFn: () => getFacets(query),
    placeholderData: keepPreviousData,
    retry: false,
  });
