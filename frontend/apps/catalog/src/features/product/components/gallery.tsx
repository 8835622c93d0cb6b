import type { ProductDetail } from '@shopmesh/sdk';
import { Box, IconButton, ProductPicture, styled } from '@shopmesh/ui';
import { ChevronLeft, ChevronRight, ZoomIn } from '@shopmesh/ui/icons';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Picture } from '../../../shared/api/facts';
import { beside, enlarged } from '../model/pictures';
import { EnlargedPicture } from './enlarged-picture';

const SIZES = '(min-width: 1200px) 572px, (min-width: 900px) 46vw, 92vw';
const SWIPE_PX = 40;

const Stage = styled('div')(({ theme }) => ({
  position: 'relative',
  touchAction: 'pan-y pinch-zoom', // sideways is ours
  '& > button': { position: 'absolute', backgroundColor: theme.vars.palette.background.paper },
  '& > button:hover': { backgroundColor: theme.vars.palette.ground },
}));
const Thumb = styled('button')(({ theme }) => ({
  width: 84,
  [theme.breakpoints.down('sm')]: { width: 72 },
  padding: 3,
  border: '2px solid transparent',
  borderRadius: 25,
  background: 'none',
  cursor: 'pointer',
  '&[aria-pressed="true"]': { borderColor: theme.vars.palette.primary.main },
}));

/** One large picture. Where there are several: thumbnails, arrows, a swipe; and a closer look where there is more to see. */
export function Gallery({ product }: { product: ProductDetail }) {
  const [chosen, setChosen] = useState(0);
  const [close, setClose] = useState(false);
  const swipe = useRef<number | null>(null);
  const pictures: readonly Picture[] = product.images.length ? product.images : [product.image];
  const shown = pictures[chosen] ?? pictures[0];
  const several = pictures.length > 1;
  const large = shown && enlarged(shown);
  const turn = (step: number) => several && setChosen(beside(chosen, step, pictures.length));
  const walk = ({ key }: KeyboardEvent) => turn({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0);

  return (
    <Box
      component="section"
      aria-label={`Pictures of ${product.name}`}
      onKeyDown={walk}
      sx={{ display: 'grid', gap: 1.5, alignContent: 'start', position: { md: 'sticky' }, top: { md: 104 } }}
    >
      <Stage
        onPointerDown={(event) => {
          swipe.current = event.pointerType === 'mouse' ? null : event.clientX;
        }}
        onPointerUp={({ clientX }) => {
          const moved = clientX - (swipe.current ?? clientX);
          if (Math.abs(moved) > SWIPE_PX) turn(moved < 0 ? 1 : -1);
        }}
      >
        <ProductPicture
          src={shown?.url}
          alt={shown?.alt || product.name}
          tint={product.category.tint}
          sources={shown?.sources}
          sizes={SIZES}
          eager
        />
        {several && (
          <>
            <IconButton label="Previous picture" onClick={() => turn(-1)} style={{ left: 12, top: 'calc(50% - 22px)' }}>
              <ChevronLeft size={22} aria-hidden />
            </IconButton>
            <IconButton label="Next picture" onClick={() => turn(1)} style={{ right: 12, top: 'calc(50% - 22px)' }}>
              <ChevronRight size={22} aria-hidden />
            </IconButton>
          </>
        )}
        {large && (
          <IconButton label="Look closer" onClick={() => setClose(true)} style={{ right: 12, bottom: 12 }}>
            <ZoomIn size={22} aria-hidden />
          </IconButton>
        )}
      </Stage>
      {several && (
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
          {pictures.map(({ url, alt, sources }, index) => (
            <Thumb
              key={url}
              type="button"
              aria-label={`Picture ${index + 1} of ${pictures.length}: ${alt || product.name}`}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              <ProductPicture src={url} alt="" tint={product.category.tint} sources={sources} sizes="84px" />
            </Thumb>
          ))}
        </Box>
      )}
      {close && large && shown && (
        <EnlargedPicture src={large} alt={shown.alt || product.name} onClose={() => setClose(false)} />
      )}
    </Box>
  );
}
