import type { Product } from '@shopmesh/sdk';
import { Box, ProductPicture, styled } from '@shopmesh/ui';
import { useState } from 'react';

const Thumb = styled('button')(({ theme }) => ({
  width: 84,
  padding: 0,
  border: '2px solid transparent',
  borderRadius: 22,
  background: 'none',
  cursor: 'pointer',
  '&[aria-pressed="true"]': { borderColor: theme.vars.palette.primary.main },
}));

/** One large picture; thumbnails only where there is a choice. */
export function Gallery({ product }: { product: Product }) {
  const [chosen, setChosen] = useState(0);
  const pictures = product.images.length ? product.images : [product.image];
  const shown = pictures[chosen] ?? pictures[0];
  return (
    <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <ProductPicture src={shown?.url} alt={shown?.alt ?? product.name} tint={product.category.tint} eager />
      {pictures.length > 1 && (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {pictures.map(({ url, alt }, index) => (
            <Thumb
              key={url}
              type="button"
              aria-label={`Picture ${index + 1}: ${alt}`}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
            >
              <ProductPicture src={url} alt="" tint={product.category.tint} />
            </Thumb>
          ))}
        </Box>
      )}
    </Box>
  );
}
