import { ApiError, problemOf, useParams, useTitle } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { PackageOpen, Pencil } from '@shopmesh/ui/icons';
import { useProduct } from '../features/editor/api/product';
import { MovementList } from '../features/stock/components/movement-list';
import { StockPanel } from '../features/stock/components/stock-panel';
import { Part } from '../shared/part';

export function ProductStockPage() {
  const { id = '' } = useParams();
  const found = useProduct(id);
  useTitle(found.data ? `Stock of ${found.data.product.name}` : 'Stock');
  if (found.error instanceof ApiError && [400, 404].includes(found.error.status))
    return (
      <EmptyState
        icon={PackageOpen}
        title="This product is not on sale"
        page
        action={<Button href="/admin/stock">All stock</Button>}
      />
    );
  if (found.isPending) return <PageSkeleton label="Loading product" />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const { product } = found.data;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ marginBottom: -2 }}>
        <PageHeading
          title={product.name}
          lead={`Stock of ${product.sku}`}
          action={
            <Button
              variant="outlined"
              href={`/admin/products/${product.id}`}
              startIcon={<Pencil size={18} aria-hidden />}
            >
              Edit product
            </Button>
          }
        />
      </Box>
      <StockPanel productId={product.id} name={product.name} ledger={false} />
      <Part title="Movements">
        <MovementList productId={id} />
      </Part>
    </Box>
  );
}
