import { Box, Typography } from '@shopmesh/ui';
import type { PropsWithChildren } from 'react';
import type { Filters } from '../model/filters';
import { CategoryFilter } from './category-filter';
import { PriceFilter } from './price-filter';
import { StockFilter } from './stock-filter';

interface FilterPanelProps {
  filters: Filters;
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
export const FilterPanel = ({ filters, onChange }: FilterPanelProps) => (
  <Box sx={{ display: 'grid', gap: 3.5 }}>
    <Group title="Category">
      <CategoryFilter filters={filters} />
    </Group>
    <Group title="Price">
      <PriceFilter key={`${filters.minPrice}-${filters.maxPrice}`} filters={filters} onChange={onChange} />
    </Group>
    <Group title="Availability">
      <StockFilter checked={filters.inStock} onChange={(inStock) => onChange({ inStock })} />
    </Group>
  </Box>
);
