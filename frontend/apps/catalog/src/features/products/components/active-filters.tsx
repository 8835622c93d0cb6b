import { Anchor, Box, formatPrice, styled, TextLink } from '@shopmesh/ui';
import { X } from '@shopmesh/ui/icons';
import { type Filters, hrefOf, NONE } from '../model/filters';

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

const euro = (amount: string) => formatPrice(amount, 'EUR');

function range({ minPrice, maxPrice }: Filters): string {
  if (minPrice && maxPrice) return `${euro(minPrice)} to ${euro(maxPrice)}`;
  return minPrice ? `From ${euro(minPrice)}` : `Up to ${euro(maxPrice)}`;
}

interface ActiveFiltersProps {
  filters: Filters;
  categoryName: string | undefined;
}

/** What narrows the list, each with its way out. */
export function ActiveFilters({ filters, categoryName }: ActiveFiltersProps) {
  const { search, category, minPrice, maxPrice, inStock } = filters;
  const set: { label: string; without: Partial<Filters> }[] = [
    ...(search ? [{ label: `“${search}”`, without: { search: '' } }] : []),
    ...(category ? [{ label: categoryName ?? category, without: { category: '' } }] : []),
    ...(minPrice || maxPrice ? [{ label: range(filters), without: { minPrice: '', maxPrice: '' } }] : []),
    ...(inStock ? [{ label: 'In stock', without: { inStock: false } }] : []),
  ];
  // A category alone is the page's heading already.
  if (set.length === 0 || (set.length === 1 && category)) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginBottom: 3 }}>
      {set.map(({ label, without }) => (
        <Pill key={label} href={hrefOf({ ...filters, ...without, page: 1 })} aria-label={`Remove filter ${label}`}>
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
