import { Box } from '@shopmesh/ui';
import { PRODUCT_GRID, ProductCard } from '@shopmesh/ui/product';
import { addToCart } from './add-to-cart';
import type { ProductFacts } from './api/facts';

interface ProductGridProps {
  products: readonly ProductFacts[];
  /** How many pictures are on screen before anybody scrolls. */
  eager?: number;
  columns?: object;
  label: string;
  /** Where in the whole list the slice begins whose first product this is. */
  begins?: (product: ProductFacts) => number | undefined;
}

/** Only what is known to be in stock can be put into the cart from here. */
const adding = ({ stock, ...product }: ProductFacts) => (stock ? () => addToCart({ ...product, stock }) : undefined);

export const ProductGrid = ({ products, eager = 0, columns = PRODUCT_GRID, label, begins }: ProductGridProps) => (
  <Box component="ul" aria-label={label} sx={{ ...columns, listStyle: 'none', margin: 0, padding: 0 }}>
    {products.map((product, index) => {
      const onAdd = adding(product);
      return (
        <Box component="li" key={product.id} data-slice={begins?.(product)} sx={{ display: 'grid' }}>
          <ProductCard
            product={product}
            href={`/products/${product.id}`}
            {...(onAdd ? { onAdd } : {})}
            eager={index < eager}
          />
        </Box>
      );
    })}
  </Box>
);
