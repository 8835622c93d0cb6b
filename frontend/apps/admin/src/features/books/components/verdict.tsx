import { Box, ErrorPanel, formatMoment, StatusChip, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { Facts, Part } from '../../../shared/part';
import type { Books } from '../api/books';
import { linkOf, PROBLEMS } from '../model/words';

const STATES = {
  balanced: { tone: 'success', word: 'Everything adds up' },
  wrong: { tone: 'error', word: 'Something does not add up' },
  unknown: { tone: 'warning', word: 'Not audited yet' },
} as const;

const COLUMNS: readonly Column<Books['problems'][number]>[] = [
  { name: 'What is wrong', cell: (problem) => PROBLEMS[problem.kind] },
  { name: 'About', cell: (problem) => <TextLink href={linkOf(problem)}>{problem.subject}</TextLink> },
  { name: 'In figures', width: '40%', cell: (problem) => problem.detail },
];

const running = ({ running_since, asked_at }: Books) =>
  running_since ? 'under way' : asked_at ? 'begins in a moment' : 'not now';

const sagas = ({ open_sagas }: Books) => Object.values(open_sagas).reduce((all, one) => all + one, 0);

/** What the last audit said, and when. */
export function Verdict({ books }: { books: Books }) {
  const { tone, word } = STATES[books.state];
  const found = Object.values(books.problem_counts).reduce((all, one) => all + one, 0);
  return (
    <Part title="The last audit" action={<StatusChip tone={tone}>{word}</StatusChip>}>
      <Box sx={{ display: 'grid', gap: 3 }} aria-live="polite">
        <Facts
          facts={{
            'Audited at': books.checked_at ? formatMoment(books.checked_at) : '–',
            'It took': books.seconds === null ? '–' : `${books.seconds.toFixed(2)} s`,
            'Another one': running(books),
            'Checkouts under way': <TextLink href="/admin/sagas">{sagas(books)}</TextLink>,
          }}
        />
        {books.last_error && (
          <ErrorPanel
            problem={{
              title: 'The last try came to nothing',
              detail: `A side could not be read (${books.last_error}). It is tried again every few seconds.`,
            }}
          />
        )}
        {books.waiting_for_events > 0 && (
          <Box sx={{ color: 'text.secondary' }}>
            {books.waiting_for_events === 1 ? 'One product' : `${books.waiting_for_events} products`} cannot be judged
            while events wait for the broker. <TextLink href="/admin/events">What waits</TextLink>
          </Box>
        )}
        {found > 0 && (
          <DataTable
            caption="Problems"
            columns={COLUMNS}
            rows={books.problems}
            keyOf={(problem) => `${problem.kind} ${problem.subject}`}
          />
        )}
        {found > books.problems.length && <div>and {found - books.problems.length} more</div>}
      </Box>
    </Part>
  );
}
