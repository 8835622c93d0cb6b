import { useSession, useTitle } from '@shopmesh/sdk';
import { Button, PageHeading } from '@shopmesh/ui';
import { Plus } from '@shopmesh/ui/icons';
import { ProductList } from '../features/products/components/product-list';

export function ProductsPage() {
  const { hasRole } = useSession();
  const own = hasRole('vendor');
  useTitle(own ? 'Your products' : 'Products');
  return (
    <>
      <PageHeading
        title={own ? 'Your products' : 'Products'}
        lead={
          own
            ? 'What you sell here, and what you took off sale.'
            : 'Everything the shop sells, and what it sold before.'
        }
        action={
          <Button href="/admin/products/new" startIcon={<Plus size={18} aria-hidden />}>
            New product
          </Button>
        }
      />
      <ProductList />
    </>
  );
}
