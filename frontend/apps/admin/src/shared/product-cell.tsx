import { Box, ProductPicture, TextLink } from '@shopmesh/ui';

interface ProductCellProps {
  name: string;
  sku: string;
  image: { readonly url: string } | null;
  tint?: string;
  /** Nowhere, where there is no page any more. */
  href?: string;
}

/** A product in a table: small picture, name, SKU. */
export const ProductCell = ({ name, sku, image, tint, href }: ProductCellProps) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: 0 }}>
    <Box sx={{ width: 44, flexShrink: 0, '& > span': { borderRadius: '12px' } }}>
      <ProductPicture src={image?.url} alt="" tint={tint} />
    </Box>
    <Box sx={{ minWidth: 0 }}>
      {href ? <TextLink href={href}>{name}</TextLink> : <strong>{name}</strong>}
      <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>{sku}</Box>
    </Box>
  </Box>
);
