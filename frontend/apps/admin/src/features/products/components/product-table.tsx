import type { Product } from '@shopmesh/sdk';
import { Box, Button, IconButton, Price } from '@shopmesh/ui';
import { RotateCcw, Trash2 } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { LevelChip } from '../../../shared/levels';
import { ProductCell } from '../../../shared/product-cell';
import { useOffSale } from './use-off-sale';

const facts = (deleted: boolean): readonly Column<Product>[] => [
  {
    name: 'Product',
    width: '42%',
    cell: ({ id, name, sku, image, category }) => (
      <ProductCell
        name={name}
        sku={sku}
        image={image}
        tint={category.tint}
        {...(deleted ? {} : { href: `/admin/products/${id}` })}
      />
    ),
  },
  { name: 'Category', cell: ({ category }) => category.name },
  { name: 'Price', numeric: true, cell: ({ price, currency }) => <Price amount={price} currency={currency} /> },
  { name: 'Available', numeric: true, cell: ({ stock }) => stock.available.toLocaleString('en-IE') },
  { name: 'Stock', cell: ({ stock }) => <LevelChip level={stock.level} /> },
];

interface ProductTableProps {
  products: readonly Product[];
  deleted: boolean;
  stale: boolean;
}

export function ProductTable({ products, deleted, stale }: ProductTableProps) {
  const { takeOff, bringBack } = useOffSale();
  const acts: Column<Product> = deleted
    ? {
        name: 'Bring back',
        numeric: true,
        cell: (product) => (
          <Button
            variant="outlined"
            startIcon={<RotateCcw size={18} aria-hidden />}
            aria-label={`Bring ${product.name} back`}
            onClick={() => void bringBack(product)}
          >
            Bring back
          </Button>
        ),
      }
    : {
        name: 'Take off sale',
        numeric: true,
        cell: (product) => (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            <IconButton label={`Take ${product.name} off sale`} onClick={() => void takeOff(product)}>
              <Trash2 size={18} aria-hidden />
            </IconButton>
          </Box>
        ),
      };
  return (
    <DataTable
      caption={deleted ? 'Products off sale' : 'Products on sale'}
      columns={[...facts(deleted), acts]}
      rows={products}
      keyOf={({ id }) => id}
      stale={stale}
    />
  );
}
