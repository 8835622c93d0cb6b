import { problemOf } from '@shopmesh/sdk';
import { Box, ErrorPanel, TextLink, Typography } from '@shopmesh/ui';
import { ProductGridSkeleton } from '@shopmesh/ui/product';
import { type PropsWithChildren, useId } from 'react';
import type { ProductFacts } from './api/facts';
import { type ProductsAsked, useProducts } from './api/list-products';
import { ProductGrid } from './product-grid';

export const ROW = 4;
const TALL = { display: 'inline-flex', alignItems: 'center', minHeight: 44 } as const;

/** A heading, and the way to the rest if there is one. */
export function Row({ title, href, children }: PropsWithChildren<{ title: string; href?: string | undefined }>) {
  const headingId = useId();
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ marginTop: { xs: 6, md: 9 } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, marginBottom: 1.5 }}>
        <Typography id={headingId} variant="h2">
          {title}
        </Typography>
        {href && (
          <TextLink href={href} aria-label={`See all: ${title}`} sx={TALL}>
            See all
          </TextLink>
        )}
      </Box>
      {children}
    </Box>
  );
}

interface FactsRowProps {
  title: string;
  products: readonly ProductFacts[] | undefined;
  href?: string;
}

/** Products that are here already. Nothing at all when there are none. */
export const FactsRow = ({ title, products = [], href }: FactsRowProps) =>
  products.length > 0 && (
    <Row title={title} href={href}>
      <ProductGrid products={products.slice(0, ROW)} label={title} />
    </Row>
  );

interface ProductRowProps {
  title: string;
  query: ProductsAsked;
  /** Where all of them are. */
  href: string;
  /** A product that is on the page already. */
  except?: number;
}

/** Four products of a list, asked for here. Nothing at all when there is nothing to show. */
export function ProductRow({ title, query, href, except }: ProductRowProps) {
  const products = useProducts(query);
  const shown = products.data?.results.filter(({ id }) => id !== except).slice(0, ROW);
  if (shown?.length === 0) return null;
  return (
    <Row title={title} href={href}>
      {products.isPending && <ProductGridSkeleton count={ROW} />}
      {products.isError && <ErrorPanel problem={problemOf(products.error)} onRetry={() => products.refetch()} />}
      {shown && <ProductGrid products={shown} label={title} />}
    </Row>
  );
}
