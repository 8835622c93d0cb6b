import { Box, Skeleton } from '@shopmesh/ui';

interface CardsSkeletonProps {
  label: string;
  /** Of the plates that will come, in pixels, so that nothing jumps. */
  heights: readonly number[];
}

export const CardsSkeleton = ({ label, heights }: CardsSkeletonProps) => (
  <Box role="status" aria-label={label} sx={{ display: 'grid', gap: 3 }}>
    {heights.map((height, place) => (
      <Skeleton key={`${place} ${height}`} variant="rounded" height={height} />
    ))}
  </Box>
);
