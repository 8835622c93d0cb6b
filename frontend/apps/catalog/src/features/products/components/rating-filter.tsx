import type { Facets } from '@shopmesh/sdk';
import { Box, styled, VisuallyHidden } from '@shopmesh/ui';
import { Stars } from '@shopmesh/ui/product';
import { figure, ratingChoices } from '../model/facets';
import { type Filters, hrefOf, narrowed } from '../model/filters';
import { ratingWords } from '../model/words';
import { ChoiceLink, PLAIN } from './choice-link';
import { Count } from './count';

const Shown = styled('span')({ display: 'inline-flex', alignItems: 'center', gap: 8 });

/** "Four stars or more": each with how many that leaves. */
export const RatingFilter = ({ filters, facets }: { filters: Filters; facets: Facets }) => (
  <Box component="ul" aria-label="Rating" sx={PLAIN}>
    {ratingChoices(facets).map(({ min_rating, count }) => {
      const chosen = filters.minRating === String(min_rating);
      return (
        <li key={min_rating}>
          <ChoiceLink
            href={hrefOf(narrowed(filters, { minRating: chosen ? '' : String(min_rating) }))}
            aria-current={chosen ? 'true' : undefined}
          >
            <Shown>
              <Stars value={min_rating} size={17} />
              <span aria-hidden>& up</span>
              <VisuallyHidden>{ratingWords(min_rating)}</VisuallyHidden>
            </Shown>
            <Count of={figure(facets, count)} />
          </ChoiceLink>
        </li>
      );
    })}
  </Box>
);
