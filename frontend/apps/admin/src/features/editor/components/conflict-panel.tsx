import { Box, Button, Typography } from '@shopmesh/ui';
import { UsersRound } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useEffect, useRef } from 'react';
import { useCategories } from '../../../shared/api/categories';
import { PANEL } from '../../../shared/panel';
import type { Difference } from '../model/conflict';
import { LABELS } from '../model/values';

interface ConflictPanelProps {
  differences: readonly Difference[];
  onTakeOver: () => void;
  onKeep: () => void;
}

// As much of a description as tells one from another.
const SOME = { display: '-webkit-box', WebkitLineClamp: '6', WebkitBoxOrient: 'vertical', overflow: 'hidden' } as const;
const Some = ({ words }: { words: string }) => (
  <Box component="span" sx={SOME}>
    {words}
  </Box>
);

const columns = (shown: (difference: Difference, value: string) => string): readonly Column<Difference>[] => [
  { name: 'Field', width: '16%', cell: ({ name }) => <strong>{LABELS[name]}</strong> },
  { name: 'Was', width: '28%', cell: (row) => <Some words={shown(row, row.was)} /> },
  { name: 'Is now', width: '28%', cell: (row) => <Some words={shown(row, row.now)} /> },
  {
    name: 'You typed',
    width: '28%',
    cell: (row) => <Some words={row.yours === null ? '–' : shown(row, row.yours)} />,
  },
];

/** Somebody else was faster. What they changed, beside what was typed here, and a way on that loses neither. */
export function ConflictPanel({ differences, onTakeOver, onKeep }: ConflictPanelProps) {
  const categories = useCategories().data ?? [];
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const shown = ({ name }: Difference, value: string) =>
    (name === 'category' && categories.find(({ slug }) => slug === value)?.name) || value || 'nothing';
  const clash = differences.some(({ yours }) => yours !== null);
  return (
    <Box role="alert" sx={PANEL}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5 }}>
        <Box sx={{ color: 'warning.main', display: 'flex', gridRow: 'span 2' }}>
          <UsersRound size={22} aria-hidden />
        </Box>
        <Typography variant="h3" component="h3" ref={title} tabIndex={-1}>
          Somebody changed this product while you were typing
        </Typography>
        <Typography sx={{ color: 'text.secondary', marginTop: 0.5 }}>
          {clash
            ? 'Nothing was saved yet. Fields that only one of you changed are kept either way.'
            : 'Nothing was saved yet. You changed different fields, so both can stay.'}
        </Typography>
      </Box>
      <DataTable caption="What changed" columns={columns(shown)} rows={differences} keyOf={({ name }) => name} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button onClick={onTakeOver}>{clash ? 'Take over their changes' : 'Keep both'}</Button>
        {clash && (
          <Button variant="outlined" onClick={onKeep}>
            Keep what I typed
          </Button>
        )}
      </Box>
    </Box>
  );
}
