import { ApiError, problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { CircleCheck, SearchX } from '@shopmesh/ui/icons';
import { Choice, type Column, CursorPager, DataTable, SearchBox, Toolbar } from '@shopmesh/ui/work';
import { useState } from 'react';
import { LevelChip } from '../../../shared/levels';
import { ProductCell } from '../../../shared/product-cell';
import { type StockRow, useStockList } from '../api/stock';
import { AdjustDialog } from './adjust-dialog';

const DEFAULTS = { level: '', search: '', cursor: '' };
const LEVELS = { '': 'Any', low: 'Low', out: 'Sold out', in_stock: 'In stock' };
const figure = (value: number) => value.toLocaleString('en-IE');

const columns = (onAdjust: (row: StockRow) => void): readonly Column<StockRow>[] => [
  {
    name: 'Product',
    width: '36%',
    cell: ({ product }) => <ProductCell {...product} href={`/admin/stock/${product.id}`} />,
  },
  { name: 'Level', cell: ({ level }) => <LevelChip level={level} /> },
  { name: 'On hand', numeric: true, cell: ({ on_hand }) => figure(on_hand) },
  { name: 'Reserved', numeric: true, cell: ({ reserved }) => figure(reserved) },
  { name: 'Available', numeric: true, cell: ({ available }) => <strong>{figure(available)}</strong> },
  { name: 'Low at', numeric: true, cell: ({ low_at }) => figure(low_at) },
  {
    name: 'Adjust',
    numeric: true,
    cell: (row) => (
      <Button variant="outlined" aria-label={`Adjust stock of ${row.product.name}`} onClick={() => onAdjust(row)}>
        Adjust
      </Button>
    ),
  },
];

const Nothing = ({ level, narrowed, onAll }: { level: string; narrowed: boolean; onAll: () => void }) => (
  <EmptyState
    icon={narrowed ? SearchX : CircleCheck}
    title={!narrowed && level ? 'Nothing to worry about' : 'No product is like that'}
    action={
      <Button variant="outlined" onClick={onAll}>
        Show all stock
      </Button>
    }
  >
    {!narrowed && level ? 'No product is at this level right now.' : 'Search for a part of the name or the SKU.'}
  </EmptyState>
);

export function StockList() {
  const { filters, change } = useFilters(DEFAULTS);
  const stock = useStockList(given(filters));
  const [adjusted, setAdjusted] = useState<StockRow | null>(null);
  const badCursor = stock.error instanceof ApiError && stock.error.code === 'invalid-cursor';
  return (
    <>
      <Toolbar>
        <SearchBox label="Search name or SKU" value={filters.search} onSearch={(search) => change({ search })} />
        <Choice label="Level" value={filters.level} options={LEVELS} onChange={(level) => change({ level })} />
      </Toolbar>
      {stock.isPending && <LinesSkeleton label="Loading stock" count={8} />}
      {stock.isError && (
        <ErrorPanel
          problem={problemOf(stock.error)}
          onRetry={() => (badCursor ? change({ cursor: '' }) : void stock.refetch())}
        />
      )}
      {stock.data?.results.length === 0 && (
        <Nothing
          level={filters.level}
          narrowed={Boolean(filters.search || filters.cursor)}
          onAll={() => change(DEFAULTS)}
        />
      )}
      {stock.data && stock.data.results.length > 0 && (
        <>
          <DataTable
            caption="Stock"
            columns={columns(setAdjusted)}
            rows={stock.data.results}
            keyOf={({ product }) => product.id}
            stale={stock.isPlaceholderData}
          />
          <CursorPager
            previous={stock.data.previous}
            next={stock.data.next}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
          />
        </>
      )}
      <AdjustDialog
        product={adjusted && { id: adjusted.product.id, name: adjusted.product.name, figures: adjusted }}
        onClose={() => setAdjusted(null)}
      />
    </>
  );
}
