import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, TextField, toast, useForm } from '@shopmesh/ui';
import { useLowAt } from '../api/stock';

const MOST = 1_000_000;

const mistakes = ({ low_at }: { low_at: string }) => {
  if (!/^\d+$/.test(low_at.trim())) return { low_at: 'A valid integer is required.' };
  return Number(low_at) > MOST
    ? { low_at: `Ensure this value is less than or equal to ${MOST}.` }
    : ({} as { low_at?: string });
};

interface LowAtFormProps {
  productId: string;
  lowAt: number;
  etag: string;
  onStale: () => void;
}

/** The figure at which the shop begins to say "only … left", and tells whoever reorders. */
export function LowAtForm({ productId, lowAt, etag, onStale }: LowAtFormProps) {
  const save = useLowAt(productId);
  const { field, failure, busy, formProps } = useForm({
    initial: { low_at: String(lowAt) },
    validate: mistakes,
    submit: async ({ low_at }) => {
      try {
        await save({ low_at: Number(low_at), etag });
        toast({ message: 'Saved' });
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 412)) throw error;
        onStale();
        toast({ message: 'Somebody set another threshold meanwhile: this is it', tone: 'error' });
      }
    },
  });
  return (
    <Box component="form" aria-label="Low threshold" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'start' }}>
        <Box sx={{ flex: '0 1 320px' }}>
          <TextField
            label="Low at"
            inputMode="numeric"
            autoComplete="off"
            hint="With this many or fewer available, it is low."
            {...field('low_at')}
          />
        </Box>
        <Button type="submit" variant="outlined" busy={busy} sx={{ marginTop: { xs: 0, sm: '31px' }, minHeight: 48 }}>
          Save
        </Button>
      </Box>
    </Box>
  );
}
