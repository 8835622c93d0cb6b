import type { ProductDetail } from '@shopmesh/sdk';
import { Box, Price, Surface, styled, TextLink, Typography } from '@shopmesh/ui';
import { Rating, StockHint } from '@shopmesh/ui/product';
import { BuyBox } from './buy-box';
import { DeliveryPromise } from './delivery-promise';
import { Gallery } from './gallery';
import { PRODUCT_COLUMNS } from './product-skeleton';

const TALL = { display: 'inline-flex', alignItems: 'center', minHeight: 44 } as const;
const ToReviews = styled('button')({
  display: 'flex',
  alignItems: 'center',
  minHeight: 44,
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  cursor: 'pointer',
});
/** No "#reviews" in the address: the way back should lead to the page before. */
function goToReviews() {
  const heading = document.getElementById('reviews');
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
const BigPrice = styled(Price)({ fontSize: '1.75rem', fontWeight: 750, letterSpacing: '-0.02em' });

export const ProductDetails = ({ product }: { product: ProductDetail }) => (
  <Box sx={PRODUCT_COLUMNS}>
    <Gallery key={product.id} product={product} />
    <Box sx={{ display: 'grid', gap: 3, alignContent: 'start' }}>
      <Box>
        <Typography variant="h1" tabIndex={-1} sx={{ textWrap: 'balance' }}>
          {product.name}
        </Typography>
        {product.rating && product.rating.count > 0 && (
          <ToReviews type="button" onClick={goToReviews}>
            <Rating {...product.rating} size={18} />
          </ToReviews>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 2, marginTop: 1.5 }}>
          <BigPrice amount={product.price} currency={product.currency} />
          <StockHint level={product.stock.level} available={product.stock.available} always />
        </Box>
      </Box>
      <Typography sx={{ fontSize: '1.0625rem', maxWidth: '60ch', whiteSpace: 'pre-line' }}>
        {product.description}
      </Typography>
      <BuyBox key={product.id} product={product} />
      <Surface padding={2.5}>
        <DeliveryPromise />
      </Surface>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        Article {product.sku}
        {product.vendor && (
          <>
            {' · '}
            <TextLink href={`/products?vendor=${product.vendor}`} sx={TALL}>
              More from this seller
            </TextLink>
          </>
        )}
      </Typography>
    </Box>
  </Box>
);
