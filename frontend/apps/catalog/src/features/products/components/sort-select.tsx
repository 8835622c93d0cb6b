import { styled } from '@shopmesh/ui';
import { type Filters, ORDERINGS, type Ordering } from '../model/filters';

const Label = styled('label')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 10,
  fontSize: '0.9375rem',
  fontWeight: 600,
  color: theme.vars.palette.text.secondary,
  '& > span': { [theme.breakpoints.down('md')]: { display: 'none' } },
  '& select': {
    minHeight: 44,
    padding: '0 14px',
    font: 'inherit',
    color: theme.vars.palette.text.primary,
    backgroundColor: theme.vars.palette.background.paper,
    border: `1px solid color-mix(in oklab, ${theme.vars.palette.text.secondary} 45%, transparent)`,
    borderRadius: 999,
    cursor: 'pointer',
  },
}));

interface SortSelectProps {
  filters: Filters;
  onChange: (ordering: Filters['ordering']) => void;
}

export const SortSelect = ({ filters, onChange }: SortSelectProps) => (
  <Label>
    <span>Sort by</span>
    <select
      aria-label="Sort by"
      value={filters.ordering}
      onChange={(event) => onChange(event.target.value as Ordering | '')}
    >
      <option value="">{filters.search ? 'Best match' : 'Best selling'}</option>
      {Object.entries(ORDERINGS)
        .filter(([value]) => filters.search || value !== 'popular')
        .map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
    </select>
  </Label>
);
