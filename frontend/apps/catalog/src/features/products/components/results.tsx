import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, ErrorPanel } from '@shopmesh/ui';
import { PRODUCT_GRID, ProductGridSkeleton } from '@shopmesh/ui/product';
import type { useProductListing } from '../api/use-product-listing';
import type { Filters } from '../model/filters';
import { Listed } from './listed';
import { Nothing } from './nothing';

// Beside the filters there is room for one column less.
const COLUMNS = {
  ...PRODUCT_GRID,
  gridTemplateColumns: { ...PRODUCT_GRID.gridTemplateColumns, md: 'repeat(3, minmax(0, 1fr))' },
};

interface ResultsProps {
  filters: Filters;
  products: ReturnType<typeof useProductListing>;
}

export function Results({ filters, products }: ResultsProps) {
  const { error, isPending, isPlaceholderData, refetch } = products.query;
  const { listing } = products;
  if (isPending) return <ProductGridSkeleton count={9} columns={COLUMNS} />;
  // The server knows no page behind the last one.
  if (error instanceof ApiError && error.status === 404) return <Nothing filters={filters} />;
  if (error && !listing) return <ErrorPanel problem={problemOf(error)} onRetry={() => refetch()} />;
  if (!listing?.slices.some(({ results }) => results.length > 0)) return <Nothing filters={filters} />;
  return (
    <Box
      aria-busy={isPlaceholderData || undefined}
      sx={{ opacity: isPlaceholderData ? 0.55 : 1, transition: 'opacity 150ms' }}
    >
      <Listed
        filters={filters}
        listing={listing}
        next={products.next}
        previous={products.previous}
        settled={!isPlaceholderData}
        columns={COLUMNS}
      />
    </Box>
  );
}
