import { Box, Skeleton } from '@shopmesh/ui';

export const PRODUCT_GRID = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'repeat(2, minmax(0, 1fr))',
    sm: 'repeat(3, minmax(0, 1fr))',
    md: 'repeat(4, minmax(0, 1fr))',
  },
  columnGap: { xs: 2, md: 3 },
  rowGap: { xs: 3.5, md: 5 },
} as const;

const CardSkeleton = () => (
  <div>
    <Skeleton variant="rounded" sx={{ aspectRatio: '1', height: 'auto', borderRadius: '20px', marginBottom: 1.5 }} />
    <Skeleton width="40%" />
    <Skeleton width="80%" />
    <Skeleton width="30%" />
  </div>
);

/** As many cards as will come, in the same grid, so that nothing jumps. */
export const ProductGridSkeleton = ({ count = 8, columns = PRODUCT_GRID }: { count?: number; columns?: object }) => (
  <Box role="status" aria-label="Loading products" sx={columns}>
    {Array.from({ length: count }, (_, index) => `skeleton-${index}`).map((key) => (
      <CardSkeleton key={key} />
    ))}
  </Box>
);
