import Box from '@mui/material/Box';
import { Skeleton } from './skeleton';

const keys = (count: number) => Array.from({ length: count }, (_, index) => `skeleton-${index}`);

export const LinesSkeleton = ({ count = 3, label = 'Loading' }: { count?: number; label?: string }) => (
  <Box role="status" aria-label={label} sx={{ display: 'grid', gap: 2 }}>
    {keys(count).map((key) => (
      <Box key={key} sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <Skeleton variant="rounded" width={72} height={72} sx={{ borderRadius: '16px', flexShrink: 0 }} />
        <Box sx={{ flex: 1 }}>
          <Skeleton width="55%" />
          <Skeleton width="25%" />
        </Box>
      </Box>
    ))}
  </Box>
);

/** For a page whose shape is not known yet. */
export const PageSkeleton = ({ label = 'Loading' }: { label?: string }) => (
  <Box
    role="status"
    aria-label={label}
    sx={{ paddingBlock: { xs: 3, md: 5 }, display: 'grid', gap: 2, minHeight: '60vh', alignContent: 'start' }}
  >
    <Skeleton width="min(320px, 60%)" height={52} />
    <Skeleton width="min(520px, 85%)" />
    <Skeleton variant="rounded" height={280} sx={{ borderRadius: '20px', marginTop: 2 }} />
  </Box>
);
