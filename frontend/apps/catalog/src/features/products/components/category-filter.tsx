import type { Facets } from '@shopmesh/sdk';
import { Box, Skeleton } from '@shopmesh/ui';
import { useCategories } from '../../../shared/api/get-categories';
import { treeRows } from '../model/facets';
import { type Filters, hrefOf, narrowed } from '../model/filters';
import { ChoiceLink, PLAIN } from './choice-link';
import { Count } from './count';

const ROW_HEIGHT = 44;
const USUAL_ROWS = 10; // the room they will take, so that nothing jumps
const INDENT = 14;

interface CategoryFilterProps {
  filters: Filters;
  facets: Facets | undefined;
}

/** Links, because each choice is an address of its own; what else was chosen stays chosen. */
export function CategoryFilter({ filters, facets }: CategoryFilterProps) {
  const categories = useCategories();
  if (categories.isPending) return <Skeleton variant="rounded" height={USUAL_ROWS * ROW_HEIGHT} />;
  if (!categories.data?.length) return null;
  const all = { slug: '', name: 'All categories', depth: 0, count: undefined };
  return (
    <Box component="nav" aria-label="Filter by category">
      <Box component="ul" sx={PLAIN}>
        {[all, ...treeRows(categories.data, facets, filters.category)].map(({ slug, name, depth, count }) => (
          <li key={slug}>
            <ChoiceLink
              href={hrefOf(narrowed(filters, { category: slug }))}
              aria-current={filters.category === slug ? 'true' : undefined}
              style={{ paddingLeft: 12 + depth * INDENT }}
            >
              {name}
              <Count of={count} />
            </ChoiceLink>
          </li>
        ))}
      </Box>
    </Box>
  );
}
