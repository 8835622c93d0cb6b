import { Box, SelectField, TextArea, TextField } from '@shopmesh/ui';
import type { ChangeEvent } from 'react';
import { useTreeOptions } from '../../../shared/tree-options';
import { CURRENCIES, LONGEST } from '../model/rules';
import { LABELS, type Name } from '../model/values';

const GRID = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
};

interface Bound {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
}

/** What is written about a product, for a new one and for one that is on sale. */
export function Fields({ field }: { field: (name: Name) => Bound }) {
  const tree = useTreeOptions();
  return (
    <>
      <TextField label={LABELS.name} autoComplete="off" {...field('name')} />
      <Box sx={GRID}>
        <TextField
          label={LABELS.sku}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={LONGEST.sku}
          hint="Capital letters, digits and dashes."
          {...field('sku')}
        />
        <SelectField label={LABELS.category} {...field('category')}>
          <option value="">Choose one</option>
          {tree}
        </SelectField>
        <TextField label={LABELS.price} inputMode="decimal" autoComplete="off" {...field('price')} />
        <SelectField label={LABELS.currency} {...field('currency')}>
          {CURRENCIES.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </SelectField>
      </Box>
      <TextArea label={LABELS.description} optional rows={6} {...field('description')} />
    </>
  );
}
