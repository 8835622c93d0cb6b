import type { ProductDetail } from '@shopmesh/sdk';
import { ApiError, problemOf, useParams, useTitle } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, Page } from '@shopmesh/ui';
import { PackageOpen } from '@shopmesh/ui/icons';
import { useProduct } from '../features/product/api/get-product';
import { Breadcrumb } from '../features/product/components/breadcrumb';
import { ProductDetails } from '../features/product/components/product-details';
import { ProductSkeleton } from '../features/product/components/product-skeleton';
import { useView } from '../features/product/components/use-view';
import { Reviews } from '../features/reviews/components/reviews';
import { useRecommendations } from '../shared/api/recommendations';
import { FactsRow, ProductRow, ROW } from '../shared/product-row';
import { BecauseYouViewed } from '../shared/viewed/because-you-viewed';
import { RecentlyViewed } from '../shared/viewed/recently-viewed';

const RELATED = ROW + 1; // one more, in case this product is among them

const Gone = () => (
  <EmptyState
    icon={PackageOpen}
    title="We do not sell this"
    page
    action={<Button href="/products">All products</Button>}
  >
    It may have been taken off the shelf, or the address is not quite right.
  </EmptyState>
);

/** Where to go from here: what goes with it, what is like it, what was looked at before. */
function Onwards({ product: { id, category, related } }: { product: ProductDetail }) {
  const recommended = useRecommendations(id).data;
  // Of the same shelf they save a request; where the shop knows what goes with it, they are something else.
  const neighbours = related?.filter((other) => other.category.slug === category.slug) ?? [];
  const shelf = { title: `More from ${category.name}`, href: `/products?category=${category.slug}` };
  return (
    <>
      <FactsRow title="Bought together" products={recommended?.bought_together} />
      <FactsRow title="Others also viewed" products={recommended?.viewed_also} />
      {neighbours.length >= ROW ? (
        <FactsRow {...shelf} products={neighbours} />
      ) : (
        <ProductRow {...shelf} query={{ category: category.slug, page_size: RELATED }} except={id} />
      )}
      <BecauseYouViewed except={id} rows={1} />
      <RecentlyViewed except={id} />
    </>
  );
}

function Shown({ product }: { product: ProductDetail }) {
  useView(product);
  return (
    <>
      <Breadcrumb category={product.category} />
      <ProductDetails product={product} />
      {/* Figures of the warehouse are told only to who manages the product. */}
      <Reviews product={product} seller={product.stock.on_hand !== undefined} />
      <Onwards product={product} />
    </>
  );
}

function Product({ id }: { id: string }) {
  const product = useProduct(id);
  const missing = product.error instanceof ApiError && [400, 404].includes(product.error.status);
  useTitle(missing ? 'Not for sale' : product.data?.name);
  if (product.isPending) return <ProductSkeleton />;
  if (missing) return <Gone />;
  if (product.isError) return <ErrorPanel problem={problemOf(product.error)} onRetry={() => product.refetch()} />;
  return <Shown key={id} product={product.data} />;
}

export function ProductPage() {
  const { id = '' } = useParams();
  return (
    <Page>
      <Product id={id} />
    </Page>
  );
}
