import type { ProductDetail } from '@shopmesh/sdk';
import { Anchor, Box, styled } from '@shopmesh/ui';
import { ChevronRight } from '@shopmesh/ui/icons';

const Step = styled(Anchor)(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 44,
  color: theme.vars.palette.text.secondary,
  fontWeight: 600,
  fontSize: '0.9375rem',
  textDecoration: 'none',
  '&:hover': { color: theme.vars.palette.text.primary, textDecoration: 'underline', textUnderlineOffset: '0.25em' },
}));
const List = styled('ol')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  color: theme.vars.palette.text.secondary,
  '& li': { display: 'flex', alignItems: 'center', gap: 6, marginRight: 6 },
}));

/** From everything down to the category the product stands in. */
export const Breadcrumb = ({ category }: Pick<ProductDetail, 'category'>) => (
  <Box component="nav" aria-label="Breadcrumb" sx={{ marginBottom: 1.5 }}>
    <List>
      <li>
        <Step href="/products">All products</Step>
      </li>
      {(category.path?.length ? category.path : [category]).map(({ slug, name }) => (
        <li key={slug}>
          <ChevronRight size={16} aria-hidden />
          <Step href={`/products?category=${slug}`}>{name}</Step>
        </li>
      ))}
    </List>
  </Box>
);
