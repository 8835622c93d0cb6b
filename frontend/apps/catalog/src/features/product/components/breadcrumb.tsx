import type { Product } from '@shopmesh/sdk';
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

export const Breadcrumb = ({ category }: Pick<Product, 'category'>) => (
  <Box
    component="nav"
    aria-label="Breadcrumb"
    sx={{ display: 'flex', alignItems: 'center', gap: 0.75, color: 'text.secondary', marginBottom: 1.5 }}
  >
    <Step href="/products">All products</Step>
    <ChevronRight size={16} aria-hidden />
    <Step href={`/products?category=${category.slug}`}>{category.name}</Step>
  </Box>
);
