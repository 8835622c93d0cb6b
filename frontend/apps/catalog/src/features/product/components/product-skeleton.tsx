import { Box, Skeleton } from '@shopmesh/ui';

export const PRODUCT_COLUMNS = {
  display: 'grid',
  gap: { xs: 3, md: 7 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
} as const;

/** As high as the page that follows, so that nothing jumps. */
export const ProductSkeleton = () => (
  <Box role="status" aria-label="Loading product">
    <Skeleton width={220} sx={{ height: 44, marginBottom: 1.5 }} />
    <Box sx={PRODUCT_COLUMNS}>
      <Skeleton variant="rounded" sx={{ aspectRatio: '1', height: 'auto', borderRadius: '20px' }} />
      <Box>
        <Skeleton width="70%" height={56} />
        <Skeleton width="35%" height={48} />
        <Skeleton sx={{ marginTop: 2 }} />
        <Skeleton />
        <Skeleton width="60%" />
        <Skeleton variant="rounded" height={52} sx={{ borderRadius: 999, marginTop: 3 }} />
      </Box>
    </Box>
  </Box>
);
