import { ApiError, problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { PackageOpen, Plus, SearchX } from '@shopmesh/ui/icons';
import { Choice, CursorPager, SearchBox, Toolbar } from '@shopmesh/ui/work';
import { useTreeChoice } from '../../../shared/tree-options';
import { useProducts } from '../api/products';
import { countWords } from '../model/count';
import { ExportButton } from './export-button';
import { ProductTable } from './product-table';

const DEFAULTS = { search: '', category: '', state: '', in_stock: '', ordering: '', cursor: '' };
const STATES = { '': 'On sale', deleted: 'Off sale' };
const LEVELS = { '': 'Any', true: 'In stock', false: 'Sold out' };
const ORDERINGS = {
  newest: 'Newest',
  name: 'Name',
  price: 'Cheapest',
  '-price': 'Dearest',
  rating: 'Best rated',
};
/** What the API does when no order is asked for. */
const orderingsFor = (search: string) => ({ '': search ? 'Best match' : 'Best selling', ...ORDERINGS });

const Nothing = ({ narrowed, deleted, onAll }: { narrowed: boolean; deleted: boolean; onAll: () => void }) => {
  if (narrowed)
    return (
      <EmptyState
        icon={SearchX}
        title="No product is like that"
        action={
          <Button variant="outlined" onClick={onAll}>
            Show all products
          </Button>
        }
      >
        Take a filter away, or search for a part of the name or the SKU.
      </EmptyState>
    );
  if (deleted)
    return (
      <EmptyState icon={PackageOpen} title="Nothing is off sale">
        What you take off sale lies here, and can be brought back.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={PackageOpen}
      title="No products yet"
      action={
        <>
          <Button href="/admin/products/new" startIcon={<Plus size={18} aria-hidden />}>
            New product
          </Button>
          <Button href="/admin/imports" variant="outlined">
            Import a list
          </Button>
        </>
      }
    >
      List the first one by hand, or bring a whole list as a CSV file.
    </EmptyState>
  );
};

export function ProductList() {
  const { filters, change } = useFilters(DEFAULTS);
  const products = useProducts(given(filters));
  const categories = useTreeChoice('All');
  const deleted = filters.state === 'deleted';
  const narrowed = Boolean(filters.search || filters.category || filters.in_stock || filters.cursor);
  const badCursor = products.error instanceof ApiError && products.error.code === 'invalid-cursor';
  const { cursor: _place, ...exported } = filters;
  return (
    <>
      <Toolbar>
        <SearchBox label="Search name or SKU" value={filters.search} onSearch={(search) => change({ search })} />
        <Choice
          label="Category"
          value={filters.category}
          options={categories}
          onChange={(category) => change({ category })}
        />
        <Choice label="State" value={filters.state} options={STATES} onChange={(state) => change({ state })} />
        <Choice label="Stock" value={filters.in_stock} options={LEVELS} onChange={(in_stock) => change({ in_stock })} />
        <Choice
          label="Sort"
          value={filters.ordering}
          options={orderingsFor(filters.search)}
          onChange={(ordering) => change({ ordering })}
        />
        {!deleted && <ExportButton query={given(exported)} />}
      </Toolbar>
      {products.isPending && <LinesSkeleton label="Loading products" count={8} />}
      {products.isError && (
        <ErrorPanel
          problem={problemOf(products.error)}
          onRetry={() => (badCursor ? change({ cursor: '' }) : void products.refetch())}
        />
      )}
      {products.data?.results.length === 0 && (
        <Nothing narrowed={narrowed} deleted={deleted} onAll={() => change({ ...DEFAULTS, state: filters.state })} />
      )}
      {products.data && products.data.results.length > 0 && (
        <>
          <ProductTable products={products.data.results} deleted={deleted} stale={products.isPlaceholderData} />
          <CursorPager
            previous={products.data.previous}
            next={products.data.next}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
          >
            {countWords(products.data.count, products.data.count_relation)}
          </CursorPager>
        </>
      )}
    </>
  );
}
