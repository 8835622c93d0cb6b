import { problemOf } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Box, EmptyState, ErrorPanel, formatMoment, LinesSkeleton, TextLink } from '@shopmesh/ui';
import { FileUp } from '@shopmesh/ui/icons';
import { type Column, CursorPager, DataTable } from '@shopmesh/ui/work';
import { useImports } from '../api/imports';
import { type Import, told } from '../model/states';
import { StateChip } from './state-chip';

const COLUMNS: readonly Column<Import>[] = [
  {
    name: 'File',
    width: '32%',
    cell: ({ id, name }) => <TextLink href={`/admin/imports/${id}`}>{name || 'Without a name'}</TextLink>,
  },
  { name: 'State', cell: ({ state }) => <StateChip state={state} /> },
  {
    name: 'What came of it',
    width: '32%',
    cell: (one) => <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', textAlign: 'start' }}>{told(one)}</Box>,
  },
  { name: 'Rows', numeric: true, cell: ({ rows }) => rows?.toLocaleString('en-IE') ?? '–' },
  { name: 'When', cell: ({ created_at }) => <time dateTime={created_at}>{formatMoment(created_at)}</time> },
];

export function ImportList() {
  const { filters, change } = useFilters({ cursor: '' });
  const found = useImports(given(filters));
  if (found.isPending) return <LinesSkeleton label="Loading imports" count={3} />;
  if (found.isError) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const { results, next, previous } = found.data;
  if (results.length === 0)
    return (
      <EmptyState icon={FileUp} title="No imports yet">
        Begin with the template: its columns are the ones we read.
      </EmptyState>
    );
  return (
    <>
      <DataTable
        caption="Imports"
        columns={COLUMNS}
        rows={results}
        keyOf={({ id }) => id}
        stale={found.isPlaceholderData}
      />
      <CursorPager previous={previous} next={next} cursor={filters.cursor} onCursor={(cursor) => change({ cursor })} />
    </>
  );
}
