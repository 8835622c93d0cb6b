import { ApiError, problemOf, useParams, useTitle } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, Page } from '@shopmesh/ui';
import { PackageOpen } from '@shopmesh/ui/icons';
import { useProduct } from '../features/product/api/get-product';
import { Breadcrumb } from '../features/product/components/breadcrumb';
import { ProductDetails } from '../features/product/components/product-details';
import { ProductSkeleton } from '../features/product/components/product-skeleton';
import { ProductRow } from '../shared/product-row';

const RELATED = 5; // four to show, and one more in case this product is among them

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

function Product({ id }: { id: string }) {
  const product = useProduct(id);
  const missing = product.error instanceof ApiError && [400, 404].includes(product.error.status);
  useTitle(missing ? 'Not for sale' : product.data?.name);
  if (product.isPending) return <ProductSkeleton />;
  if (missing) return <Gone />;
  if (product.isError) return <ErrorPanel problem={problemOf(product.error)} onRetry={() => product.refetch()} />;
  const { category } = product.data;
  return (
    <>
      <Breadcrumb category={category} />
      <ProductDetails product={product.data} />
      <ProductRow
        title={`More from ${category.name}`}
        query={{ category: category.slug, page_size: RELATED }}
        href={`/products?category=${category.slug}`}
        except={product.data.id}
      />
    </>
  );
}

export function ProductPage() {
  const { id = '' } = useParams();
  return (
    <Page>
      <Product id={id} />
    </Page>
  );
}
