import { Anchor, Box, Skeleton, styled } from '@shopmesh/ui';
import { useCategories } from '../../../shared/api/get-categories';
import { type Filters, hrefOf } from '../model/filters';

const ROW_HEIGHT = 44;
const USUAL_ROWS = 10; // the room they will take, so that nothing jumps

const Row = styled(Anchor)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  minHeight: ROW_HEIGHT,
  padding: '0 12px',
  margin: '0 -12px',
  borderRadius: 12,
  color: theme.vars.palette.text.secondary,
  fontWeight: 600,
  fontSize: '0.9375rem',
  textDecoration: 'none',
  '& small': { fontSize: '0.8125rem', fontVariantNumeric: 'tabular-nums' },
  '&:hover': { backgroundColor: theme.vars.palette.ground, color: theme.vars.palette.text.primary },
  '&[aria-current]': { backgroundColor: theme.vars.palette.accentSoft, color: theme.vars.palette.primary.main },
}));

/** Links, because each choice is an address of its own; what else was chosen stays chosen. */
export function CategoryFilter({ filters }: { filters: Filters }) {
  const categories = useCategories();
  if (categories.isPending) return <Skeleton variant="rounded" height={USUAL_ROWS * ROW_HEIGHT} />;
  if (!categories.data?.length) return null;
  const choices = [{ slug: '', name: 'All categories', product_count: undefined }, ...categories.data];
  return (
    <Box component="nav" aria-label="Filter by category">
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {choices.map(({ slug, name, product_count }) => (
          <li key={slug}>
            <Row
              href={hrefOf({ ...filters, category: slug, page: 1 })}
              aria-current={filters.category === slug ? 'true' : undefined}
            >
              {name}
              <small>{product_count}</small>
            </Row>
          </li>
        ))}
      </Box>
    </Box>
  );
}
