import { Box, SelectField, TextField, type useForm } from '@shopmesh/ui';
import { countries } from '../model/countries';
import type { CheckoutValues } from '../model/draft';

type Field = ReturnType<typeof useForm<CheckoutValues>>['field'];

const PAIR = { display: 'grid', gap: 2.5, gridTemplateColumns: { xs: '1fr', sm: '160px 1fr' } } as const;

export function AddressFields({ field }: { field: Field }) {
  const country = field('country');
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <TextField label="Full name" autoComplete="name" {...field('name')} />
      <TextField label="Street and number" autoComplete="address-line1" {...field('line1')} />
      <TextField label="More address details" optional autoComplete="address-line2" {...field('line2')} />
      <Box sx={PAIR}>
        <TextField label="Postal code" autoComplete="postal-code" {...field('postal_code')} />
        <TextField label="City" autoComplete="address-level2" {...field('city')} />
      </Box>
      <SelectField label="Country" autoComplete="country" {...country}>
        {countries(country.value).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    </Box>
  );
}
