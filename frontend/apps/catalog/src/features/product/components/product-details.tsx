import type { Product } from '@shopmesh/sdk';
import { Box, Price, Surface, styled, Typography } from '@shopmesh/ui';
import { StockHint } from '@shopmesh/ui/product';
import { BuyBox } from './buy-box';
import { DeliveryPromise } from './delivery-promise';
import { Gallery } from './gallery';
import { PRODUCT_COLUMNS } from './product-skeleton';

const BigPrice = styled(Price)({ fontSize: '1.75rem', fontWeight: 750, letterSpacing: '-0.02em' });

export const ProductDetails = ({ product }: { product: Product }) => (
  <Box sx={PRODUCT_COLUMNS}>
    <Gallery key={product.id} product={product} />
    <Box sx={{ display: 'grid', gap: 3, alignContent: 'start' }}>
      <Box>
        <Typography variant="h1" tabIndex={-1} sx={{ textWrap: 'balance' }}>
          {product.name}
        </Typography>
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
      </Typography>
    </Box>
  </Box>
);
