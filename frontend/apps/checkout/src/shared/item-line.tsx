import { Anchor, Box, Price, ProductPicture, styled } from '@shopmesh/ui';
import type { ReactNode } from 'react';

const Name = styled(Anchor)({
  color: 'inherit',
  fontWeight: 700,
  textDecoration: 'none',
  overflowWrap: 'anywhere',
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '0.2em' },
});

interface ItemLineProps {
  item: { product_id: number; name: string; quantity: number; line_total: string; image_url: string };
  currency: string;
  note?: ReactNode;
}

/** A bought or about-to-be-bought item that is only read. */
export const ItemLine = ({ item, currency, note }: ItemLineProps) => (
  <Box
    component="li"
    sx={{ display: 'grid', gridTemplateColumns: '64px minmax(0, 1fr) auto', gap: 2, alignItems: 'center' }}
  >
    <ProductPicture src={item.image_url} alt="" />
    <Box sx={{ minWidth: 0 }}>
      <Name href={`/products/${item.product_id}`}>{item.name}</Name>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', fontVariantNumeric: 'tabular-nums' }}>
        {note ?? `Quantity ${item.quantity}`}
      </Box>
    </Box>
    <Price amount={item.line_total} currency={currency} />
  </Box>
);
