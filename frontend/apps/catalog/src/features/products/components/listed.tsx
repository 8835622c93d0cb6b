import type { ProductPage } from '@shopmesh/sdk';
import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel } from '@shopmesh/ui';
import { ArrowUp } from '@shopmesh/ui/icons';
import { ProductGridSkeleton } from '@shopmesh/ui/product';
import { useEffect, useMemo, useRef } from 'react';
import { type Listing, placed } from '../../../shared/listing/listing';
import { ReadOn } from '../../../shared/listing/read-on';
import { ProductGrid } from '../../../shared/product-grid';
import type { useProductListing } from '../api/use-product-listing';
import { type Filters, PAGE_SIZE } from '../model/filters';
import { countWords } from '../model/words';
import { usePageInUrl } from './use-page-in-url';

const ON_SCREEN = 6;

interface ListedProps extends Pick<ReturnType<typeof useProductListing>, 'next' | 'previous'> {
  filters: Filters;
  listing: Listing<ProductPage>;
  /** False while these are still the products of the last question. */
  settled: boolean;
  columns: object;
}

/** How many the next slice will bring, as far as that is known. */
const awaited = ({ count }: ProductPage, shown: number) => Math.max(1, Math.min(PAGE_SIZE, count - shown || PAGE_SIZE));

/** The products read so far, what is before them when an address began further down, and what comes. */
export function Listed({ filters, listing, next, previous, settled, columns }: ListedProps) {
  const frame = useRef<HTMLDivElement>(null);
  const goOn = useRef<number>(undefined);
  const items = useMemo(() => placed(listing), [listing]);
  const begins = useMemo(() => new Map(items.map(({ item, begins: at }) => [item.id, at])), [items]);
  const first = listing.slices[0];
  usePageInUrl(filters, settled);

  // Whoever asked for more goes on at the first of it, and need not walk back over all that came.
  useEffect(() => {
    const index = goOn.current;
    if (index === undefined || items.length <= index) return;
    goOn.current = undefined;
    const card = frame.current?.querySelectorAll('li')[index];
    card?.querySelector('a')?.focus({ preventScroll: true });
  }, [items]);
  return (
    <div ref={frame}>
      {listing.first > 1 && previous.there && (
        <Box sx={{ display: 'grid', justifyItems: 'center', marginBottom: 4 }}>
          <Button
            variant="outlined"
            busy={previous.busy}
            startIcon={<ArrowUp size={20} aria-hidden />}
            onClick={() => void previous.read().catch(() => undefined)}
          >
            Show what comes before
          </Button>
        </Box>
      )}
      {previous.error && <ErrorPanel problem={problemOf(previous.error)} />}
      <ProductGrid
        products={items.map(({ item }) => item)}
        begins={({ id }) => begins.get(id)}
        label="Products"
        columns={columns}
        eager={ON_SCREEN}
      />
      <ReadOn
        byItself
        next={next}
        label="Load more products"
        ended={first ? `You have seen all ${countWords(first)}.` : ''}
        skeleton={<ProductGridSkeleton count={first ? awaited(first, items.length) : 3} columns={columns} />}
        onPress={() => {
          goOn.current = items.length;
        }}
      />
    </div>
  );
}
