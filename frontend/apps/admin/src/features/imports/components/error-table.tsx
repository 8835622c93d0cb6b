import { sentenceOf } from '@shopmesh/sdk';
import { Box, Button, toast } from '@shopmesh/ui';
import { Download } from '@shopmesh/ui/icons';
import { type Column, DataTable, saveAs } from '@shopmesh/ui/work';
import { useState } from 'react';
import { readErrors } from '../api/imports';
import type { Import, RowError } from '../model/states';

const COLUMNS: readonly Column<RowError>[] = [
  { name: 'Where', width: '120px', cell: ({ row }) => <strong>Row {row.toLocaleString('en-IE')}</strong> },
  { name: 'Column', width: '18%', cell: ({ column }) => column || 'the whole row' },
  { name: 'What is wrong', cell: ({ detail }) => detail },
];

/** The first mistakes on the page, every one of them in the file. */
export function ErrorTable({ one }: { one: Import }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveAs(await readErrors(one.id), `${one.name.replace(/\.csv$/i, '') || 'import'}-mistakes.csv`);
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const more = one.error_count - one.errors.length;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <DataTable
        caption="Mistakes"
        columns={COLUMNS}
        rows={one.errors}
        keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Button
          variant="outlined"
          busy={busy}
          onClick={() => void save()}
          startIcon={<Download size={18} aria-hidden />}
        >
          All mistakes as CSV
        </Button>
        {more > 0 && (
          <Box sx={{ color: 'text.secondary' }}>and {more.toLocaleString('en-IE')} more, which are in the file</Box>
        )}
      </Box>
    </Box>
  );
}
