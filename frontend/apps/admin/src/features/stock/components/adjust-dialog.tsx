import { ApiError, newIdempotencyKey, problemOf } from '@shopmesh/sdk';
import { Box, Button, Dialog, ErrorPanel, SelectField, TextField, Typography, toast, useForm } from '@shopmesh/ui';
import { UsersRound } from '@shopmesh/ui/icons';
import { useRef, useState } from 'react';
import { PANEL } from '../../../shared/panel';
import { type SeenStock, type StockFigures, useAdjust, useBase } from '../api/stock';
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

const units = (count: number) => (count === 1 ? '1 unit' : `${count.toLocaleString('en-IE')} units`);

/** Units came or went while somebody counted. */
const Moved = ({ before, now }: { before: number; now: number }) => (
  <Box role="alert" sx={PANEL}>
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5 }}>
      <Box sx={{ color: 'warning.main', display: 'flex', gridRow: 'span 2' }}>
        <UsersRound size={22} aria-hidden />
      </Box>
      <Typography variant="h3" component="h3">
        The stock changed meanwhile
      </Typography>
      <Typography sx={{ color: 'text.secondary', marginTop: 0.5 }}>
        {`Nothing was adjusted. There were ${units(before)} on hand when you began, and now ${units(now)}: see whether your count still holds, and adjust then.`}
      </Typography>
    </Box>
  </Box>
);

const isStale = (error: unknown) => error instanceof ApiError && error.status === 412;

export function AdjustForm({
  product: { id, name, figures: listed },
  onDone,
}: {
  product: Adjusted;
  onDone: () => void;
}) {
  const adjust = useAdjust(String(id));
  const keyOf = useKeyOf();
  const base = useBase(String(id));
  const [moved, setMoved] = useState<{ before: number; now: number } | null>(null);
  const figures = base.data?.figures ?? listed;
  /** The figures are asked for again; what was typed stays. */
  const lookAgain = async () => (await base.refetch({ throwOnError: true })).data;
  const tellOf = (now: SeenStock | undefined) =>
    setMoved({ before: figures.on_hand, now: now?.figures.on_hand ?? figures.on_hand });
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
      const isCount = body.reason === 'counted';
      // Where they could not be read yet, the figures of the list are what somebody has counted with.
      const seen = isCount ? (base.data ?? (await lookAgain())) : undefined;
      if (seen && seen.figures.on_hand !== figures.on_hand) return tellOf(seen);
      try {
        await adjust({ key: keyOf(body), body, etag: seen?.etag });
      } catch (error) {
        if (!isStale(error)) throw error;
        return tellOf(await lookAgain());
      }
      toast({ message: `${name}: ${signed(change)}` });
      onDone();
    },
  });
  const counted = values.reason === 'counted';
  return (
    <Box component="form" aria-label="Adjust stock" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      {moved && <Moved {...moved} />}
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
