import { useNavigate, useSearchParams, useTitle } from '@shopmesh/sdk';
import { Box, Page, PageHeading, VisuallyHidden } from '@shopmesh/ui';
import { ActiveFilters } from '../features/products/components/active-filters';
import { FilterPanel } from '../features/products/components/filter-panel';
import { FilterSheet } from '../features/products/components/filter-sheet';
import { Results } from '../features/products/components/results';
import { SortSelect } from '../features/products/components/sort-select';
import { asked, type Filters, hrefOf, readFilters } from '../features/products/model/filters';
import { useCategories } from '../shared/api/get-categories';
import { useProducts } from '../shared/api/list-products';

const COLUMNS = {
  display: 'grid',
  columnGap: 6,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '228px minmax(0, 1fr)' },
} as const;

const counted = (count: number | undefined) => {
  if (count === undefined) return '\u00a0'; // keeps the line's room
  return count === 1 ? '1 product' : `${count} products`;
};

export function ProductsPage() {
  const filters = readFilters(useSearchParams()[0]);
  const navigate = useNavigate();
  const categories = useCategories();
  const products = useProducts(asked(filters));
  const categoryName = categories.data?.find(({ slug }) => slug === filters.category)?.name;
  const title = filters.search ? `Results for “${filters.search}”` : (categoryName ?? 'All products');
  const found = products.isError ? undefined : products.data?.count;
  useTitle(title);

  const change = (changed: Partial<Filters>) => navigate(hrefOf({ ...filters, ...changed, page: 1 }));
  return (
    <Page>
      <PageHeading
        title={title}
        lead={<span role="status">{counted(found)}</span>}
        action={
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Box sx={{ display: { md: 'none' } }}>
              <FilterSheet filters={filters} onChange={change} found={found} />
            </Box>
            <SortSelect filters={filters} onChange={(ordering) => change({ ordering })} />
          </Box>
        }
      />
      <Box sx={COLUMNS}>
        <Box component="aside" aria-label="Filters" sx={{ display: { xs: 'none', md: 'block' } }}>
          <FilterPanel filters={filters} onChange={change} />
        </Box>
        <Box component="section" aria-labelledby="results" sx={{ minWidth: 0 }}>
          <h2 id="results" style={{ margin: 0 }}>
            <VisuallyHidden>Results</VisuallyHidden>
          </h2>
          <ActiveFilters filters={filters} categoryName={categoryName} />
          <Results filters={filters} products={products} />
        </Box>
      </Box>
    </Page>
  );
}
