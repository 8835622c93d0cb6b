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
  // A photograph brings its own ground with it.
  '& img[src*="/uploads/"]': { width: '100%', height: '100%', objectFit: 'cover' },
}));

interface ProductPictureProps extends GroundProps {
  src: string | null | undefined;
  alt: string;
  /** The same picture in other widths, and how wide it will be drawn. */
  sources?: readonly { readonly url: string; readonly width: number }[] | undefined;
  sizes?: string | undefined;
  /** For the picture a page is opened for; the others wait until they are near the screen. */
  eager?: boolean;
}

/** A product's picture on the ground of its category. */
export const ProductPicture = ({ src, alt, tint, sources, sizes, eager = false }: ProductPictureProps) => (
  <Ground style={tint ? ({ '--tint': tint } as React.CSSProperties) : undefined}>
    {src && (
      <img
        src={src}
        srcSet={sources?.map(({ url, width }) => `${url} ${width}w`).join() || undefined}
        sizes={sizes}
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
