import { ApiError, problemOf, useNavigate, useParams, useTitle } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { ExternalLink, PackageOpen, Trash2 } from '@shopmesh/ui/icons';
import { useProduct } from '../features/editor/api/product';
import { EditForm } from '../features/editor/components/edit-form';
import { Gallery } from '../features/pictures/components/gallery';
import { useOffSale } from '../features/products/components/use-off-sale';
import { StockPanel } from '../features/stock/components/stock-panel';
import { Part } from '../shared/part';

const Missing = () => (
  <EmptyState
    icon={PackageOpen}
    title="This product is not on sale"
    page
    action={
      <>
        <Button href="/admin/products">Products on sale</Button>
        <Button href="/admin/products?state=deleted" variant="outlined">
          Products off sale
        </Button>
      </>
    }
  >
    It may have been taken off sale. Then it can be brought back from there.
  </EmptyState>
);

export function ProductPage() {
  const { id = '' } = useParams();
  const found = useProduct(id);
  const { takeOff } = useOffSale();
  const navigate = useNavigate();
  const missing = found.error instanceof ApiError && [400, 404].includes(found.error.status);
  useTitle(found.data?.product.name ?? 'Product');
  if (missing) return <Missing />;
  if (found.isPending) return <PageSkeleton label="Loading product" />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const { product } = found.data;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ marginBottom: -2 }}>
        <PageHeading
          title={product.name}
          lead={product.sku}
          action={
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <Button
                variant="outlined"
                href={`/products/${product.id}`}
                startIcon={<ExternalLink size={18} aria-hidden />}
              >
                In the shop
              </Button>
              <Button
                variant="outlined"
                startIcon={<Trash2 size={18} aria-hidden />}
                onClick={() => void takeOff(product).then((gone) => gone && navigate('/admin/products'))}
              >
                Take off sale
              </Button>
            </Box>
          }
        />
      </Box>
      <Part title="Details">
        <EditForm key={product.id} seen={found.data} />
      </Part>
      <Part title="Pictures">
        <Gallery productId={product.id} tint={product.category.tint} standIn={product.image.url} />
      </Part>
      <StockPanel productId={product.id} name={product.name} />
    </Box>
  );
}
