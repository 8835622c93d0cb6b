import { Box, styled } from '@shopmesh/ui';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, under each other. */
  readonly numeric?: boolean;
  readonly width?: string;
}

interface DataTableProps<Row> {
  /** What the table holds, for people who cannot see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  /** Rows of the page before, while the next one is on its way. */
  stale?: boolean;
}

// On a phone a row is a plate, and each cell says which column it is.
const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.9rem',
  '& caption': { position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' },
  '& th': {
    padding: '12px 12px',
    textAlign: 'left',
    fontSize: '0.8125rem',
    fontWeight: 650,
    whiteSpace: 'nowrap',
    color: theme.vars.palette.text.secondary,
    borderBottom: `1px solid ${theme.vars.palette.divider}`,
  },
  '& td': { padding: '12px 12px', verticalAlign: 'middle', overflowWrap: 'anywhere' },
  '& tbody tr + tr td': { borderTop: `1px solid ${theme.vars.palette.divider}` },
  '& tbody tr:hover': { backgroundColor: `color-mix(in oklab, ${theme.vars.palette.ground} 55%, transparent)` },
  '& [data-numeric="true"]': { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  [theme.breakpoints.down('sm')]: {
    '& thead': { position: 'absolute', clipPath: 'inset(50%)' },
    '&, & tbody, & tr, & td': { display: 'block' },
    '& tr': { padding: '10px 4px' },
    '& tbody tr + tr': { borderTop: `1px solid ${theme.vars.palette.divider}` },
    '& tbody tr + tr td': { borderTop: 0 },
    '& td, & td[data-numeric="true"]': {
      display: 'flex',
      justifyContent: 'space-between',
      gap: 16,
      padding: '5px 12px',
      whiteSpace: 'normal',
    },
    '& td::before': {
      content: 'attr(data-name)',
      flexShrink: 0,
      fontWeight: 600,
      color: theme.vars.palette.text.secondary,
    },
    '& td:first-of-type::before': { content: 'none' },
  },
}));

/** A plain table: real rows and headings, so that screen readers can walk it. */
export function DataTable<Row>({ caption, columns, rows, keyOf, stale = false }: DataTableProps<Row>) {
  return (
    <Box
      sx={{
        position: 'relative', // the headings that a phone hides stay inside
        bgcolor: 'background.paper',
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: '20px',
        overflow: 'hidden',
        padding: { xs: 0.5, sm: 1 },
        opacity: stale ? 0.6 : 1,
        transition: 'opacity 150ms',
      }}
    >
      <Table aria-busy={stale}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, numeric = false, width }) => (
              <th key={name} scope="col" data-numeric={numeric} style={{ width }}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, cell, numeric = false }) => (
                <td key={name} data-name={name} data-numeric={numeric}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Box>
  );
}
