import { problemOf } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, formatMoment, LinesSkeleton, TextLink } from '@shopmesh/ui';
import { ScrollText } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { type AuditQuery, type Entry, useEntries } from '../api/entries';
import { actionWords } from '../model/words';
import { EntryDetails } from './entry-details';

const Actor = ({ entry: { actor } }: { entry: Entry }) =>
  actor ? <TextLink href={`/admin/users/${actor.id}`}>{actor.username || 'deleted user'}</TextLink> : <>nobody</>;

const COLUMNS: readonly Column<Entry>[] = [
  { name: 'No.', numeric: true, width: '64px', cell: (entry) => entry.seq },
  { name: 'When', width: '170px', cell: (entry) => <time dateTime={entry.at}>{formatMoment(entry.at)}</time> },
  { name: 'Who', cell: (entry) => <Actor entry={entry} /> },
  { name: 'What', cell: (entry) => actionWords(entry.action) },
  { name: 'Details', width: '34%', cell: (entry) => <EntryDetails entry={entry} /> },
];

/** The API's `next` is an address; the page needs its cursor alone. */
const cursorOf = (link: string | null) => (link ? new URL(link, location.origin).searchParams.get('cursor') : null);

interface EntryListProps {
  query: AuditQuery;
  /** The newest few, without a way to older ones. */
  short?: boolean;
}

export function EntryList({ query, short = false }: EntryListProps) {
  const [cursor, setCursor] = useState<string | null>(null);
  const entries = useEntries({ ...query, ...(cursor ? { cursor } : {}), ...(short ? { page_size: '10' } : {}) });
  if (entries.isPending) return <LinesSkeleton label="Loading the log" count={short ? 4 : 10} />;
  if (entries.isError) return <ErrorPanel problem={problemOf(entries.error)} onRetry={() => entries.refetch()} />;
  const { results, next, previous } = entries.data;
  if (results.length === 0)
    return short ? (
      <Box sx={{ color: 'text.secondary' }}>Nothing was noted about this user yet.</Box>
    ) : (
      <EmptyState icon={ScrollText} title="Nothing was noted">
        No entry is like what you asked for.
      </EmptyState>
    );
  return (
    <>
      <DataTable
        caption="Audit log"
        columns={COLUMNS}
        rows={results}
        keyOf={(entry) => entry.seq}
        stale={entries.isPlaceholderData}
      />
      {!short && (
        <Box component="nav" aria-label="Pages" sx={{ display: 'flex', justifyContent: 'end', gap: 1, marginTop: 2 }}>
          <Button variant="outlined" disabled={!previous} onClick={() => setCursor(cursorOf(previous))}>
            Newer
          </Button>
          <Button variant="outlined" disabled={!next} onClick={() => setCursor(cursorOf(next))}>
            Older
          </Button>
        </Box>
      )}
    </>
  );
}
