import { problemOf, useNavigate } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, toast, useForm } from '@shopmesh/ui';
import { useCreate } from '../api/product';
import { mistakesIn } from '../model/rules';
import { EMPTY, inputOf } from '../model/values';
import { Fields } from './fields';

/** A product begins with its facts; pictures follow on its own page, because they need something to belong to. */
export function NewForm() {
  const create = useCreate();
  const navigate = useNavigate();
  const { field, failure, busy, formProps } = useForm({
    initial: { ...EMPTY, stock: '0' },
    validate: mistakesIn,
    submit: async (values) => {
      const product = await create({ ...inputOf(values), stock: Number(values.stock) });
      toast({ message: `${product.name} is on sale` });
      void navigate(`/admin/products/${product.id}`, { replace: true });
    },
  });
  return (
    <Box component="form" aria-label="New product" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Fields field={field} />
      <TextField label="Units in the warehouse" inputMode="numeric" autoComplete="off" {...field('stock')} />
      <Box>
        <Button type="submit" busy={busy}>
          Put on sale
        </Button>
      </Box>
    </Box>
  );
}
