import { ApiError, problemOf } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, toast, useForm } from '@shopmesh/ui';
import { useState } from 'react';
import { readProduct, type SeenProduct, useSave } from '../api/product';
import { differencesOf, kept, takenOver } from '../model/conflict';
import { mistakesIn } from '../model/rules';
import { changesOf, type Values, valuesOf } from '../model/values';
import { ConflictPanel } from './conflict-panel';
import { Fields } from './fields';

interface Read {
  readonly values: Values;
  readonly etag: string;
}
const readOf = ({ product, etag }: SeenProduct): Read => ({ values: valuesOf(product), etag });

const isStale = (error: unknown) => error instanceof ApiError && error.status === 412;

/** The form holds on to what it was filled with: news of a later change must not make ours pass for one that knew of it. */
export function EditForm({ seen }: { seen: SeenProduct }) {
  const id = String(seen.product.id);
  const save = useSave(id);
  const [base, setBase] = useState(() => readOf(seen));
  const [current, setCurrent] = useState<Read | null>(null);

  const send = async (body: Partial<Values>, etag: string) => {
    const saved = readOf(await save({ etag, body }));
    setBase(saved);
    setValues(saved.values);
    toast({ message: 'Saved' });
  };

  const { values, setValues, field, failure, busy, formProps } = useForm({
    initial: base.values,
    validate: mistakesIn,
    submit: async (typed) => {
      const body = changesOf(base.values, typed);
      if (Object.keys(body).length === 0) return toast({ message: 'Nothing to save: it is as it was' });
      try {
        await send(body, base.etag);
      } catch (error) {
        if (!isStale(error)) throw error;
        const now = readOf(await readProduct(id));
        // Only its pictures are others, or its stock: nothing that was typed is in question.
        if (differencesOf({ base: base.values, typed, current: now.values }).length === 0) await send(body, now.etag);
        else setCurrent(now);
      }
    },
  });

  const settle = (merge: typeof kept) => {
    if (!current) return;
    setValues(merge({ base: base.values, typed: values, current: current.values }));
    setBase(current);
    setCurrent(null);
  };
  return (
    <Box component="form" aria-label="Details" {...formProps} sx={{ display: 'grid', gap: 2 }}>
      {failure !== null && <ErrorPanel problem={problemOf(failure)} />}
      {current && (
        <ConflictPanel
          differences={differencesOf({ base: base.values, typed: values, current: current.values })}
          onTakeOver={() => settle(takenOver)}
          onKeep={() => settle(kept)}
        />
      )}
      <Fields field={field} />
      <Box>
        <Button type="submit" busy={busy} disabled={current !== null}>
          Save
        </Button>
      </Box>
    </Box>
  );
}
