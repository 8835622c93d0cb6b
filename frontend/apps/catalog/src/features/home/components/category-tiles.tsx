import type { Category, Product } from '@shopmesh/sdk';
import { Anchor, Box, ProductPicture, Skeleton, styled, Typography, tintedGround } from '@shopmesh/ui';

const GRID = {
  display: 'grid',
  gap: { xs: 1.5, md: 2 },
  gridTemplateColumns: { xs: '1fr 1fr', sm: 'repeat(3, 1fr)' },
  listStyle: 'none',
  margin: 0,
  padding: 0,
  // Two columns and an odd number of tiles: the last one takes the whole line.
  '& > li:last-of-type:nth-of-type(odd)': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
} as const;
const TILE_HEIGHT = { xs: 132, md: 148 };
const PLACES = Array.from({ length: 9 }, (_, index) => `tile-${index}`);

const Tile = styled(Anchor)(({ theme }) => ({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 104px',
  alignItems: 'end',
  height: '100%',
  padding: '18px 12px 18px 20px',
  borderRadius: 20,
  overflow: 'hidden',
  textDecoration: 'none',
  color: theme.vars.palette.text.primary,
  ...tintedGround(theme),
  '& > span': { position: 'absolute', right: -8, bottom: -10, width: 148, background: 'none' },
  '&:hover img': { transform: 'scale(1.07)' },
  [theme.breakpoints.down('sm')]: {
    alignItems: 'start',
    gridTemplateColumns: '1fr',
    '& > span': { width: 112, right: -14, bottom: -16 },
  },
}));

interface CategoryTilesProps {
  categories: readonly Category[] | undefined;
  pictures: ReadonlyMap<string, Product>;
}

const things = (count: number) => (count === 1 ? '1 product' : `${count} products`);

export const CategoryTiles = ({ categories, pictures }: CategoryTilesProps) => (
  <Box component="ul" aria-label="Categories" sx={GRID}>
    {categories
      ? categories.map(({ slug, name, tint, product_count }) => (
          <Box component="li" key={slug} sx={{ height: TILE_HEIGHT }}>
            <Tile href={`/products?category=${slug}`} style={{ '--tint': tint } as React.CSSProperties}>
              <Box sx={{ minWidth: 0, position: 'relative', zIndex: 1 }}>
                <Typography variant="h3" component="p">
                  {name}
                </Typography>
                <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                  {things(product_count)}
                </Typography>
              </Box>
              <ProductPicture src={pictures.get(slug)?.image.url} alt="" />
            </Tile>
          </Box>
        ))
      : PLACES.map((place) => (
          <Box component="li" key={place} aria-hidden sx={{ height: TILE_HEIGHT }}>
            <Skeleton variant="rounded" sx={{ height: '100%', borderRadius: '20px' }} />
          </Box>
        ))}
  </Box>
);
