import { styled } from '@mui/material/styles';
import { tintedGround } from './tint';

interface GroundProps {
  /** The category's own colour, from the catalogue. */
  tint?: string | undefined;
}

const Ground = styled('span')(({ theme }) => ({
  display: 'grid',
  placeItems: 'center',
  aspectRatio: '1',
  width: '100%',
  borderRadius: 20,
  overflow: 'hidden',
  ...tintedGround(theme),
  '& img': { width: '62%', height: '62%', objectFit: 'contain', transition: 'transform 180ms ease-out' },
}));

interface ProductPictureProps extends GroundProps {
  src: string | null | undefined;
  alt: string;
  /** For the picture a page is opened for; the others wait until they are near the screen. */
  eager?: boolean;
}

/** A product's picture on the ground of its category. */
export const ProductPicture = ({ src, alt, tint, eager = false }: ProductPictureProps) => (
  <Ground style={tint ? ({ '--tint': tint } as React.CSSProperties) : undefined}>
    {src && (
      <img
        src={src}
        alt={alt}
        width={256}
        height={256}
        decoding="async"
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
      />
    )}
  </Ground>
);
