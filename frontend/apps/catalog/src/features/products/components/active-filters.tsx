import { Anchor, Box, styled, TextLink } from '@shopmesh/ui';
import { X } from '@shopmesh/ui/icons';
import { type Filters, hrefOf, NONE, narrowed } from '../model/filters';
import { chipsOf } from '../model/words';

const Pill = styled(Anchor)(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 44,
  padding: '0 14px 0 16px',
  borderRadius: 999,
  fontSize: '0.875rem',
  fontWeight: 650,
  textDecoration: 'none',
  color: theme.vars.palette.text.primary,
  backgroundColor: theme.vars.palette.ground,
  '&:hover': { backgroundColor: theme.vars.palette.accentSoft },
}));

interface ActiveFiltersProps {
  filters: Filters;
  categoryName: string | undefined;
}

/** What narrows the list, each with its way out. */
export function ActiveFilters({ filters, categoryName }: ActiveFiltersProps) {
  const set = chipsOf(filters, categoryName);
  // A category alone is the page's heading already.
  if (set.length === 0 || (set.length === 1 && filters.category)) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginBottom: 3 }}>
      {set.map(({ label, without }) => (
        <Pill key={label} href={hrefOf(narrowed(filters, without))} aria-label={`Remove filter ${label}`}>
          {label}
          <X size={16} aria-hidden />
        </Pill>
      ))}
      {set.length > 1 && (
        <TextLink
          href={hrefOf({ ...NONE, ordering: filters.ordering })}
          sx={{ display: 'inline-flex', alignItems: 'center', minHeight: 44, paddingInline: 1 }}
        >
          Clear all
        </TextLink>
      )}
    </Box>
  );
}
