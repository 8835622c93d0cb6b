import { useSession } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, formatMoment, LinesSkeleton } from '@shopmesh/ui';
import { CircleCheck } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useState } from 'react';
import { Confirm } from '../../../shared/confirm';
import { type Letter, useDead, useReplay } from '../api/events';
import { readerOf, SERVICES } from '../model/services';

const why = ({ reason, attempts }: Letter) =>
  reason === 'gap' ? 'What comes before it never arrived' : `Refused ${attempts} times`;

const columns = (onReplay: ((letter: Letter) => void) | null): readonly Column<Letter>[] => [
  {
    name: 'Event',
    width: '24%',
    cell: (letter) => (
      <Box sx={{ minWidth: 0 }}>
        <strong>{letter.subject}</strong>
        <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>
          {[letter.aggregate, letter.aggregate_id].filter(Boolean).join(' ')}
        </Box>
      </Box>
    ),
  },
  { name: 'For', cell: (letter) => readerOf(letter.consumer) },
  {
    name: 'Why',
    width: '30%',
    cell: (letter) => (
      <Box sx={{ minWidth: 0 }}>
        {why(letter)}
        <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>{letter.error}</Box>
      </Box>
    ),
  },
  { name: 'Since', cell: (letter) => (letter.created_at ? formatMoment(letter.created_at) : '–') },
  { name: 'Held back', numeric: true, cell: (letter) => letter.waiting_behind },
  ...(onReplay
    ? [
        {
          name: 'Replay',
          cell: (letter: Letter) => (
            <Button variant="outlined" size="small" onClick={() => onReplay(letter)} sx={{ minHeight: 44 }}>
              Replay
            </Button>
          ),
        },
      ]
    : []),
];

/** What no handler could take, with the reason; handed over again when the reason is gone. */
export function DeadLetters() {
  const { hasRole } = useSession();
  const found = useDead().data;
  const replay = useReplay();
  const [chosen, setChosen] = useState<Letter | null>(null);
  if (!found) return <LinesSkeleton label="Loading events" count={4} />;
  const { away, letters, more } = found;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {away.length > 0 && (
        <ErrorPanel
          problem={{
            title: `No answer from: ${away.map((service) => SERVICES[service]).join(', ')}`,
            detail: 'What they have set aside is not in this list.',
          }}
        />
      )}
      {letters.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Every event was handled">
          An event that a service refuses five times in a row is set aside here, and those of the same order or payment
          wait behind it.
        </EmptyState>
      ) : (
        <DataTable
          caption="Events that were set aside"
          columns={columns(hasRole('admin') ? setChosen : null)}
          rows={letters}
          keyOf={(letter) => `${letter.service} ${letter.id}`}
        />
      )}
      {more > 0 && <div>and {more} more, once these are replayed</div>}
      <Confirm
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={`Hand ${chosen?.subject ?? ''} over again?`}
        verb="Replay"
        done="The event was handled"
        run={async () => chosen && replay(chosen)}
      >
        {chosen?.reason === 'gap'
          ? 'It is handled without what is missing before it, and so is everything that waits behind it.'
          : 'If its handler takes it this time, what waits behind it is handled too. An effect cannot happen twice.'}
      </Confirm>
    </Box>
  );
}
