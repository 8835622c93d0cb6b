import { problemOf, useSession } from '@shopmesh/sdk';
import { given, useFilters } from '@shopmesh/sdk/filters';
import { Box, EmptyState, ErrorPanel, formatMoment, LinesSkeleton, TextLink } from '@shopmesh/ui';
import { ScrollText } from '@shopmesh/ui/icons';
import { Choice, type Column, CursorPager, DataTable, Toolbar } from '@shopmesh/ui/work';
import { type Movement, useMovements } from '../api/stock';
import { KINDS, signed } from '../model/words';

const DEFAULTS = { kind: '', cursor: '' };
const CHOICES = { '': 'All', ...KINDS };

/** Who did it; those who may look people and orders up are led there. */
function Doer({ movement: { by, reservation_id } }: { movement: Movement }) {
  const { user, hasRole } = useSession();
  const looksUp = hasRole('admin', 'staff');
  if (by === user?.id && by) return <>you</>;
  if (by) return looksUp ? <TextLink href={`/admin/users/${by}`}>a colleague</TextLink> : <>a colleague</>;
  if (reservation_id && looksUp) return <TextLink href={`/admin/orders/${reservation_id}`}>an order</TextLink>;
  return <>{reservation_id ? 'an order' : 'the shop'}</>;
}

const COLUMNS: readonly Column<Movement>[] = [
  { name: 'When', width: '170px', cell: ({ at }) => <time dateTime={at}>{formatMoment(at)}</time> },
  {
    name: 'What',
    width: '40%',
    cell: ({ kind, note }) => (
      <Box sx={{ minWidth: 0 }}>
        <strong>{KINDS[kind]}</strong>
        {note && <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>{note}</Box>}
      </Box>
    ),
  },
  { name: 'By', cell: (movement) => <Doer movement={movement} /> },
  { name: 'Units', numeric: true, cell: ({ quantity }) => signed(quantity) },
  {
    name: 'On hand after',
    numeric: true,
    cell: ({ on_hand_after }) => on_hand_after?.toLocaleString('en-IE') ?? '–',
  },
];

/** Everything that ever moved, newest first: what is there is the sum of it. */
export function MovementList({ productId }: { productId: string }) {
  const { filters, change } = useFilters(DEFAULTS);
  const found = useMovements(productId, given(filters));
  return (
    <>
      <Toolbar>
        <Choice label="Show" value={filters.kind} options={CHOICES} onChange={(kind) => change({ kind })} />
      </Toolbar>
      {found.isPending && <LinesSkeleton label="Loading movements" count={5} />}
      {found.isError && <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />}
      {found.data?.results.length === 0 && (
        <EmptyState icon={ScrollText} title="Nothing moved">
          {filters.kind ? 'No movement was of this kind.' : 'The ledger begins with the first goods that come in.'}
        </EmptyState>
      )}
      {found.data && found.data.results.length > 0 && (
        <>
          <DataTable
            caption="Movements"
            columns={COLUMNS}
            rows={found.data.results}
            keyOf={({ id }) => id}
            stale={found.isPlaceholderData}
          />
          <CursorPager
            previous={found.data.previous}
            next={found.data.next}
            cursor={filters.cursor}
            onCursor={(cursor) => change({ cursor })}
          />
        </>
      )}
    </>
  );
}
