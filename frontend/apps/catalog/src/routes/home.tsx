import { problemOf, useTitle } from '@shopmesh/sdk';
import { Box, ErrorPanel, Page, Typography } from '@shopmesh/ui';
import { CategoryTiles } from '../features/home/components/category-tiles';
import { Hero } from '../features/home/components/hero';
import { bestOfEach } from '../features/home/model/showcase';
import { useCategories } from '../shared/api/get-categories';
import { useProducts } from '../shared/api/list-products';
import { ProductRow } from '../shared/product-row';
import { BecauseYouViewed } from '../shared/viewed/because-you-viewed';
import { RecentlyViewed } from '../shared/viewed/recently-viewed';

const POPULAR = { ordering: 'popular', in_stock: 'true' } as const;
// Enough of the best sellers that every category has its own among them.
const SHOWCASE = { ...POPULAR, page_size: 60 };

export function HomePage() {
  useTitle('Good things for desk, bag and home');
  const categories = useCategories();
  const popular = useProducts(SHOWCASE);
  const best = bestOfEach(popular.data?.results ?? []);
  return (
    <Page>
      <Hero products={popular.isPending ? undefined : [...best.values()]} />
      <Box component="section" aria-labelledby="categories" sx={{ marginTop: { xs: 6, md: 9 } }}>
        <Typography id="categories" variant="h2" sx={{ marginBottom: 2.5 }}>
          Shop by category
        </Typography>
        {categories.isError ? (
          <ErrorPanel problem={problemOf(categories.error)} onRetry={() => categories.refetch()} />
        ) : (
          <CategoryTiles categories={categories.data?.filter(({ depth }) => !depth)} pictures={best} />
        )}
      </Box>
      <ProductRow title="Popular right now" query={SHOWCASE} href="/products?ordering=popular" />
      <ProductRow
        title="New in the shop"
        query={{ ordering: 'newest', page_size: 4 }}
        href="/products?ordering=newest"
      />
      <BecauseYouViewed />
      <RecentlyViewed />
    </Page>
  );
}
