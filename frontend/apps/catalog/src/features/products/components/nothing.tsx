import { Button, EmptyState } from '@shopmesh/ui';
import { SearchX } from '@shopmesh/ui/icons';
import { countSet, type Filters, hrefOf, NONE } from '../model/filters';

function titleOf(filters: Filters): string {
  if (filters.page > 1) return 'There is no such page';
  return countSet(filters) ? 'Nothing fits all of that' : 'Nothing found';
}

interface NothingProps {
  filters: Filters;
  /** What would find something. */
  instead?: string | null | undefined;
}

/** Nothing to show, and what to do about it. */
export const Nothing = ({ filters, instead }: NothingProps) => (
  <EmptyState
    icon={SearchX}
    title={titleOf(filters)}
    action={
      <>
        {instead && <Button href={hrefOf({ ...filters, exact: false })}>Results for “{instead}”</Button>}
        {filters.page > 1 && <Button href={hrefOf({ ...filters, page: 1 })}>First page</Button>}
        {filters.page === 1 && filters.search && countSet(filters) > 0 && (
          <Button href={hrefOf({ ...NONE, search: filters.search })}>Search everywhere</Button>
        )}
        <Button variant="outlined" href="/products">
          All products
        </Button>
      </>
    }
  >
    {filters.search
      ? 'Try another word, or only the beginning of one.'
      : 'Take a filter away, or look at everything we have.'}
  </EmptyState>
);
