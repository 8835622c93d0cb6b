import type { Product } from '@shopmesh/sdk';
import { Box, Button, ProductPicture, Skeleton, Typography } from '@shopmesh/ui';
import { ArrowRight } from '@shopmesh/ui/icons';

const PLACES = ['first', 'second', 'third', 'fourth'];
const PLATE = {
  display: 'grid',
  alignItems: 'center',
  gap: { xs: 4, md: 6 },
  gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 400px)' },
  padding: { xs: 3, sm: 5, md: 6 },
  borderRadius: '28px',
  bgcolor: 'background.paper',
  border: '1px solid',
  borderColor: 'divider',
} as const;

interface HeroProps {
  /** Undefined while they are on their way: their room is kept. */
  products: readonly Product[] | undefined;
}

export const Hero = ({ products }: HeroProps) => (
  <Box sx={PLATE}>
    <Box>
      <Typography
        variant="h1"
        tabIndex={-1}
        sx={{ fontSize: 'clamp(2.125rem, 1.4rem + 3.2vw, 3.5rem)', lineHeight: 1.06, textWrap: 'balance' }}
      >
        Good things for desk, bag and home.
      </Typography>
      <Typography sx={{ color: 'text.secondary', fontSize: '1.125rem', marginBlock: 2.5, maxWidth: '42ch' }}>
        A small shop of things that work well and look right. Two taps to the cart, one page to pay.
      </Typography>
      <Button size="large" href="/products" endIcon={<ArrowRight size={20} aria-hidden />}>
        Browse the shop
      </Button>
    </Box>
    <Box
      aria-hidden
      sx={{ display: 'grid', gap: { xs: 1.5, md: 2 }, gridTemplateColumns: { xs: 'repeat(4, 1fr)', md: '1fr 1fr' } }}
    >
      {PLACES.map((place, index) => {
        const product = products?.[index];
        return product ? (
          <ProductPicture key={place} src={product.image.url} alt="" tint={product.category.tint} eager />
        ) : (
          <Skeleton key={place} variant="rounded" sx={{ aspectRatio: '1', height: 'auto', borderRadius: '20px' }} />
        );
      })}
    </Box>
  </Box>
);
