import { problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, LinesSkeleton, StatusChip, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { Part } from '../../../shared/part';
import { type StockRow, useStock } from '../api/books';

const units = (name: string, pick: (row: StockRow) => number): Column<StockRow> => ({
  name,
  numeric: true,
  cell: (row) => pick(row).toLocaleString('en-IE'),
});

const COLUMNS: readonly Column<StockRow>[] = [
  {
    name: 'Product',
    width: '34%',
    cell: (row) => <TextLink href={`/products/${row.product_id}`}>{row.name}</TextLink>,
  },
  units('Received', (row) => row.received),
  units('Sold', (row) => row.sold),
  units('Reserved', (row) => row.reserved),
  units('Free', (row) => row.free),
  {
    name: 'Adds up',
    cell: (row) => <StatusChip tone={row.balanced ? 'success' : 'error'}>{row.balanced ? 'yes' : 'no'}</StatusChip>,
  },
];

/** Asked of the catalogue at this moment, a page at a time: a shop may have a million products. */
export function StockBooks() {
  const [tokens, setTokens] = useState<readonly string[]>(['']);
  const found = useStock(tokens.at(-1) ?? '');
  const next = found.data?.next_token;
  return (
    <Part title="Product by product">
      {found.isPending && <LinesSkeleton label="Loading the stock" count={8} />}
      {found.isError && !found.data && (
        <ErrorPanel problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <DataTable
          caption="Stock of each product"
          columns={COLUMNS}
          rows={found.data.results}
          keyOf={(row) => row.product_id}
        />
      )}
      {(tokens.length > 1 || next) && (
        <Box component="nav" aria-label="Pages" sx={{ display: 'flex', justifyContent: 'end', gap: 1, marginTop: 2 }}>
          <Button variant="outlined" disabled={tokens.length === 1} onClick={() => setTokens(tokens.slice(0, -1))}>
            Previous
          </Button>
          <Button variant="outlined" disabled={!next} onClick={() => next && setTokens([...tokens, next])}>
            Next
          </Button>
        </Box>
      )}
    </Part>
  );
}
