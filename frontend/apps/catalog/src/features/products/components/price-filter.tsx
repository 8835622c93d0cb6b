import { Box, Button, TextField, useForm } from '@shopmesh/ui';
import { type Filters, orderedRange, priceError } from '../model/filters';

interface PriceFilterProps {
  filters: Filters;
  onChange: (change: Partial<Filters>) => void;
}

const rangeErrors = ({ minPrice, maxPrice }: { minPrice: string; maxPrice: string }) => {
  const found = { minPrice: priceError(minPrice), maxPrice: priceError(maxPrice) };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error));
};

/** Keyed by the URL's range, so that "back" and "clear" also refill the boxes. */
export function PriceFilter({ filters, onChange }: PriceFilterProps) {
  const { field, formProps } = useForm({
    initial: { minPrice: filters.minPrice, maxPrice: filters.maxPrice },
    validate: rangeErrors,
    submit: async ({ minPrice, maxPrice }) => onChange(orderedRange(minPrice.trim(), maxPrice.trim())),
  });
  return (
    <Box component="form" aria-label="Price range" {...formProps} sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
        <TextField label="From €" inputMode="decimal" autoComplete="off" {...field('minPrice')} />
        <TextField label="To €" inputMode="decimal" autoComplete="off" {...field('maxPrice')} />
      </Box>
      <Button type="submit" variant="outlined">
        Apply price
      </Button>
    </Box>
  );
}
