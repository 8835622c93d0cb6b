import type { Facets } from '@shopmesh/sdk';
import { Box, Typography } from '@shopmesh/ui';
import type { PropsWithChildren } from 'react';
import { figure } from '../model/facets';
import type { Filters } from '../model/filters';
import { CategoryFilter } from './category-filter';
import { PriceBuckets } from './price-buckets';
import { PriceFilter } from './price-filter';
import { RatingFilter } from './rating-filter';
import { StockFilter } from './stock-filter';

interface FilterPanelProps {
  filters: Filters;
  /** Undefined until they are counted, and where nobody counts. */
  facets: Facets | undefined;
  onChange: (change: Partial<Filters>) => void;
}

const Group = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <Box>
    <Typography variant="h3" component="h2" sx={{ marginBottom: 1 }}>
      {title}
    </Typography>
    {children}
  </Box>
);

/** The same beside the grid on wide screens and in a sheet on phones. */
export const FilterPanel = ({ filters, facets, onChange }: FilterPanelProps) => (
  <Box sx={{ display: 'grid', gap: 3.5 }}>
    <Group title="Category">
      <CategoryFilter filters={filters} facets={facets} />
    </Group>
    <Group title="Price">
      <PriceBuckets filters={filters} facets={facets} />
      <PriceFilter key={`${filters.minPrice}-${filters.maxPrice}`} filters={filters} onChange={onChange} />
    </Group>
    {(facets?.ratings.some(({ count }) => count > 0) || filters.minRating) && facets && (
      <Group title="Rating">
        <RatingFilter filters={filters} facets={facets} />
      </Group>
    )}
    <Group title="Availability">
      <StockFilter
        checked={filters.inStock}
        available={facets && figure(facets, facets.in_stock.available)}
        onChange={(inStock) => onChange({ inStock })}
      />
    </Group>
  </Box>
);
