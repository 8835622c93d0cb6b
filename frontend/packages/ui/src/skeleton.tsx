import { keyframes, styled } from '@mui/material/styles';

const breathe = keyframes({ '50%': { opacity: 0.45 } });

const Shape = styled('span', { shouldForwardProp: (prop) => prop !== 'shape' && prop !== 'sx' })<{
  shape: 'text' | 'rounded';
}>(({ theme, shape }) => ({
  display: 'block',
  backgroundColor: theme.vars.palette.ground,
  animation: `${breathe} 1.6s ease-in-out infinite`,
  ...(shape === 'rounded' ? { borderRadius: 20 } : { height: '0.95em', marginBlock: '0.35em', borderRadius: 6 }),
}));

interface SkeletonProps {
  /** A line of text (its height follows the font) or a plate. */
  variant?: 'text' | 'rounded';
  width?: number | string;
  height?: number | string;
  sx?: React.ComponentProps<typeof Shape>['sx'];
}

/** The shape of what comes. Decoration: the region around it carries the words. */
export const Skeleton = ({ variant = 'text', width, height, sx }: SkeletonProps) => (
  <Shape shape={variant} aria-hidden style={{ width, height }} sx={sx} />
);
