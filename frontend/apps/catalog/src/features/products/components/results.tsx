import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';
import { PRODUCT_GRID, ProductGridSkeleton } from '@shopmesh/ui/product';
import type { useProducts } from '../../../shared/api/list-products';
import { ProductGrid } from '../../../shared/product-grid';
import { countSet, type Filters, hrefOf, NONE, PAGE_SIZE } from '../model/filters';
import { Pagination } from './pagination';

// Beside the filters there is room for one column less.
const COLUMNS = {
  ...PRODUCT_GRID,
  gridTemplateColumns: { ...PRODUCT_GRID.gridTemplateColumns, md: 'repeat(3, minmax(0, 1fr))' },
};
const ON_SCREEN = 6;

interface ResultsProps {
  filters: Filters;
  products: ReturnType<typeof useProducts>;
}

function titleOf(filters: Filters): string {
  if (filters.page > 1) return 'There is no such page';
  return countSet(filters) ? 'Nothing fits all of that' : 'Nothing found';
}

const Nothing = ({ filters }: { filters: Filters }) => (
  <EmptyState
    icon={SearchX}
    title={titleOf(filters)}
    action={
      <>
        {filters.page > 1 && <Button href={hrefOf({ ...filters, page: 1 })}>First page</Button>}
        {filters.page === 1 && filters.search && countSet(filters) > 0 && (
          <Button href={hrefOf({ ...NONE, search: filters.search })}>Search everywhere</Button>
        )}
        <Button variant="outlined" href="/products">
          All products
        </Button>
      </>
    }
  >
    {filters.search
      ? 'Try another word, or only the beginning of one.'
      : 'Take a filter away, or look at everything we have.'}
  </EmptyState>
);

export function Results({ filters, products }: ResultsProps) {
  const { data, error, isPending, isPlaceholderData, refetch } = products;
  if (isPending) return <ProductGridSkeleton count={9} columns={COLUMNS} />;
  // The server knows no page behind the last one.
  if (error instanceof ApiError && error.status === 404) return <Nothing filters={filters} />;
  if (error) return <ErrorPanel problem={problemOf(error)} onRetry={() => refetch()} />;
  if (data.results.length === 0) return <Nothing filters={filters} />;
  return (
    <Box
      aria-busy={isPlaceholderData || undefined}
      sx={{ opacity: isPlaceholderData ? 0.55 : 1, transition: 'opacity 150ms' }}
    >
      <ProductGrid products={data.results} label="Products" columns={COLUMNS} eager={ON_SCREEN} />
      <Pagination
        page={filters.page}
        pages={Math.ceil(data.count / PAGE_SIZE)}
        href={(page) => hrefOf({ ...filters, page })}
      />
    </Box>
  );
}
