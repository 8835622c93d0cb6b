import type { Product } from '@shopmesh/sdk';
import { Box } from '@shopmesh/ui';
import { PRODUCT_GRID, ProductCard } from '@shopmesh/ui/product';
import { addToCart } from './add-to-cart';

interface ProductGridProps {
  products: readonly Product[];
  /** How many pictures are on screen before anybody scrolls. */
  eager?: number;
  columns?: object;
  label: string;
}

export const ProductGrid = ({ products, eager = 0, columns = PRODUCT_GRID, label }: ProductGridProps) => (
  <Box component="ul" aria-label={label} sx={{ ...columns, listStyle: 'none', margin: 0, padding: 0 }}>
    {products.map((product, index) => (
      <Box component="li" key={product.id} sx={{ display: 'grid' }}>
        <ProductCard
          product={product}
          href={`/products/${product.id}`}
          onAdd={() => addToCart(product)}
          eager={index < eager}
        />
      </Box>
    ))}
  </Box>
);
