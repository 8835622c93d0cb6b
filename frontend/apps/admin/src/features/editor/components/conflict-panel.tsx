import { Box, Button, Surface, Typography } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useEffect, useRef } from 'react';
import { useCategories } from '../../../shared/api/categories';
import type { Difference } from '../model/conflict';
import { LABELS } from '../model/values';

interface ConflictPanelProps {
  differences: readonly Difference[];
  onTakeOver: () => void;
  onKeep: () => void;
}

const columns = (shown: (difference: Difference, value: string) => string): readonly Column<Difference>[] => [
  { name: 'Field', width: '16%', cell: ({ name }) => <strong>{LABELS[name]}</strong> },
  { name: 'Was', cell: (row) => shown(row, row.was) },
  { name: 'Is now', cell: (row) => shown(row, row.now) },
  { name: 'You typed', cell: (row) => (row.yours === null ? '–' : shown(row, row.yours)) },
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
    <Surface padding={2.5}>
      <Box role="alert" sx={{ display: 'grid', gap: 2 }}>
        <div>
          <Typography variant="h3" component="h3" ref={title} tabIndex={-1}>
            Somebody changed this product while you were typing
          </Typography>
          <Typography sx={{ color: 'text.secondary', marginTop: 0.5 }}>
            {clash
              ? 'Nothing was saved yet. Fields that only one of you changed are kept either way.'
              : 'Nothing was saved yet. You changed different fields, so both can stay.'}
          </Typography>
        </div>
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
    </Surface>
  );
}
