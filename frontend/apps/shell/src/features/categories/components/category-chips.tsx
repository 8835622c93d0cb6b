import { useLocation, useSearchParams } from '@shopmesh/sdk';
import { Box, ChipLink, Skeleton } from '@shopmesh/ui';
import { useCategories } from '../api/get-categories';

const Row = {
  maxWidth: 1228, // the page's 1200 and a chip's padding on both sides: the words stand under the logo
  marginInline: 'auto',
  display: 'flex',
  gap: 0.5,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  paddingBlock: 1,
  minHeight: 52,
  alignItems: 'center',
} as const;

// Pages with one thing to do.
const QUIET = /^\/(login|register|checkout|verify-email|forgot-password|reset-password)\/?$/;

/** Navigation that may be missing: when the catalogue does not answer, the room stays and the rest of the shop works. */
export function CategoryChips() {
  const categories = useCategories();
  const { pathname } = useLocation();
  const chosen = useSearchParams()[0].get('category');
  const at = (slug: string | null) => (pathname === '/products' && chosen === slug ? 'page' : undefined);
  if (QUIET.test(pathname)) return null;
  return (
    <Box component="nav" aria-label="Categories" sx={{ paddingInline: { xs: '2px', sm: '10px', lg: '18px' } }}>
      <Box sx={Row}>
        {categories.isPending && <Skeleton width={420} height={36} />}
        {categories.data && (
          <ChipLink href="/products" aria-current={at(null)}>
            All products
          </ChipLink>
        )}
        {categories.data
          ?.filter(({ depth }) => !depth)
          .map(({ slug, name }) => (
            <ChipLink key={slug} href={`/products?category=${slug}`} aria-current={at(slug)}>
              {name}
            </ChipLink>
          ))}
      </Box>
    </Box>
  );
}
