import type { Facets } from '@shopmesh/sdk';
import { Box } from '@shopmesh/ui';
import { figure, priceChoices } from '../model/facets';
import { type Filters, hrefOf, narrowed } from '../model/filters';
import { rangeWords } from '../model/words';
import { ChoiceLink, PLAIN } from './choice-link';
import { Count } from './count';

const same = (chosen: string, bound: string | null) =>
  (chosen ? Number(chosen) : null) === (bound ? Number(bound) : null);

/** Ranges with something in them. Choosing the one that is chosen takes it away. */
export function PriceBuckets({ filters, facets }: { filters: Filters; facets: Facets | undefined }) {
  const choices = priceChoices(facets);
  if (choices.length === 0) return null;
  return (
    <Box component="ul" aria-label="Price ranges" sx={{ ...PLAIN, marginBottom: 1.5 }}>
      {choices.map(({ min, max, count }) => {
        const chosen = same(filters.minPrice, min) && same(filters.maxPrice, max);
        const range = chosen ? { minPrice: '', maxPrice: '' } : { minPrice: min ?? '', maxPrice: max ?? '' };
        return (
          <li key={`${min}-${max}`}>
            <ChoiceLink href={hrefOf(narrowed(filters, range))} aria-current={chosen ? 'true' : undefined}>
              {rangeWords(min, max).replaceAll('.00', '')}
              <Count of={figure(facets, count)} />
            </ChoiceLink>
          </li>
        );
      })}
    </Box>
  );
}
