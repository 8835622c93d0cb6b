import { useNavigate, useSearchParams, useTitle } from '@shopmesh/sdk';
import { Box, Page, PageHeading, VisuallyHidden } from '@shopmesh/ui';
import { useMemo } from 'react';
import { useFigures } from '../features/products/api/get-facets';
import { useProductListing } from '../features/products/api/use-product-listing';
import { ActiveFilters } from '../features/products/components/active-filters';
import { Corrected } from '../features/products/components/corrected';
import { FilterPanel } from '../features/products/components/filter-panel';
import { FilterSheet } from '../features/products/components/filter-sheet';
import { Nothing } from '../features/products/components/nothing';
import { Results } from '../features/products/components/results';
import { SortSelect } from '../features/products/components/sort-select';
import { type Filters, hrefOf, narrowed, nothingExactly, readFilters } from '../features/products/model/filters';
import { countWords } from '../features/products/model/words';
import { useCategories } from '../shared/api/get-categories';

const COLUMNS = {
  display: 'grid',
  columnGap: 6,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '228px minmax(0, 1fr)' },
} as const;

export function ProductsPage() {
  const [params] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const navigate = useNavigate();
  const categories = useCategories();
  const products = useProductListing(filters);
  const facets = useFigures(filters);
  const categoryName = categories.data?.find(({ slug }) => slug === filters.category)?.name;
  const found = products.query.isError ? undefined : products.listing?.slices[0];
  const corrected = products.query.isPlaceholderData ? undefined : found?.corrected_query;
  const nothing = nothingExactly(filters, corrected);
  const shownFor = nothing ? filters.search : (corrected ?? filters.search);
  const title = filters.search ? `Results for “${shownFor}”` : (categoryName ?? 'All products');
  useTitle(title);

  const change = (changed: Partial<Filters>) => navigate(hrefOf(narrowed(filters, changed)));
  return (
    <Page>
      <PageHeading
        title={title}
        // Without words the line keeps its room.
        lead={<span role="status">{found ? countWords(nothing ? { count: 0 } : found) : '\u00a0'}</span>}
        action={
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Box sx={{ display: { md: 'none' } }}>
              <FilterSheet filters={filters} facets={facets} onChange={change} found={found} />
            </Box>
            <SortSelect filters={filters} onChange={(ordering) => change({ ordering })} />
          </Box>
        }
      />
      <Box sx={COLUMNS}>
        <Box component="aside" aria-label="Filters" sx={{ display: { xs: 'none', md: 'block' } }}>
          <FilterPanel filters={filters} facets={facets} onChange={change} />
        </Box>
        <Box component="section" aria-labelledby="results" sx={{ minWidth: 0 }}>
          <h2 id="results" style={{ margin: 0 }}>
            <VisuallyHidden>Results</VisuallyHidden>
          </h2>
          {corrected && !nothing && (
            <Corrected asked={filters.search} shown={corrected} href={hrefOf(narrowed(filters, { exact: true }))} />
          )}
          <ActiveFilters filters={filters} categoryName={categoryName} />
          {nothing ? (
            <Nothing filters={filters} instead={corrected} />
          ) : (
            <Results filters={filters} products={products} />
          )}
        </Box>
      </Box>
    </Page>
  );
}
