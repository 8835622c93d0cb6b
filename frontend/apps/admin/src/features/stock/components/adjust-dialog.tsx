import { newIdempotencyKey, problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, SelectField, TextField, toast, useForm } from '@shopmesh/ui';
import { useRef } from 'react';
import { type StockFigures, useAdjust } from '../api/stock';
import { quantityOf, unitsMistake } from '../model/adjustment';
import { REASONS, type Reason, signed } from '../model/words';

export interface Adjusted {
  readonly id: number;
  readonly name: string;
  readonly figures: StockFigures;
}

/** One key for one body: sent again it is the same adjustment, changed it is another. */
function useKeyOf() {
  const known = useRef({ body: '', key: '' });
  return (body: object): string => {
    const text = JSON.stringify(body);
    if (known.current.body !== text) known.current = { body: text, key: newIdempotencyKey() };
    return known.current.key;
  };
}

const Outcome = ({ onHand, change }: { onHand: number; change: number | null }) => (
  <Box
    role="status"
    sx={{
      display: 'flex',
      justifyContent: 'space-between',
      gap: 2,
      padding: '12px 16px',
      borderRadius: '12px',
      bgcolor: 'ground',
      fontVariantNumeric: 'tabular-nums',
    }}
  >
    <span>On hand</span>
    <strong>
      {onHand.toLocaleString('en-IE')}
      {change ? ` → ${(onHand + change).toLocaleString('en-IE')} (${signed(change)})` : ''}
    </strong>
  </Box>
);

export function AdjustForm({ product: { id, name, figures }, onDone }: { product: Adjusted; onDone: () => void }) {
  const adjust = useAdjust(String(id));
  const keyOf = useKeyOf();
  const reasonOf = (reason: string) => reason as Reason;
  const { values, field, failure, busy, formProps } = useForm({
    initial: { reason: 'received', quantity: '', note: '' },
    validate: ({ reason, quantity }) => {
      const words = unitsMistake({ reason: reasonOf(reason), units: quantity }, figures);
      return words ? { quantity: words } : {};
    },
    submit: async ({ reason, quantity, note }) => {
      const change = quantityOf({ reason: reasonOf(reason), units: quantity }, figures.on_hand) ?? 0;
      const body = { quantity: change, reason: reasonOf(reason), note: note.trim() };
      await adjust({ key: keyOf(body), body });
      toast({ message: `${name}: ${signed(change)}` });
      onDone();
    },
  });
  const counted = values.reason === 'counted';
  return (
    <Box component="form" aria-label="Adjust stock" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      <SelectField label="Why" {...field('reason')}>
        {Object.entries(REASONS).map(([reason, { word }]) => (
          <option key={reason} value={reason}>
            {word}
          </option>
        ))}
      </SelectField>
      <TextField
        label={counted ? 'How many there are' : 'How many'}
        inputMode="numeric"
        autoComplete="off"
        {...field('quantity')}
      />
      <TextField label="Note" optional maxLength={200} autoComplete="off" {...field('note')} />
      <Outcome
        onHand={figures.on_hand}
        change={quantityOf({ reason: reasonOf(values.reason), units: values.quantity }, figures.on_hand)}
      />
      <Button type="submit" busy={busy}>
        Adjust
      </Button>
    </Box>
  );
}

export const AdjustDialog = ({ product, onClose }: { product: Adjusted | null; onClose: () => void }) => (
  <Dialog open={product !== null} onClose={onClose} title={product ? `Stock of ${product.name}` : ''}>
    {product && <AdjustForm product={product} onDone={onClose} />}
  </Dialog>
);
