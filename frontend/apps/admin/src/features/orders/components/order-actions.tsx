import type { Order } from '@shopmesh/sdk';
import { Box, Button } from '@shopmesh/ui';
import { useState } from 'react';
import { Confirm } from '../../../shared/confirm';
import { useCancel, useMove } from '../api/orders';
import { mayCancel, movesOf } from '../model/words';

interface Ask {
  readonly title: string;
  readonly verb: string;
  readonly words: string;
  readonly done: string;
  readonly run: () => Promise<unknown>;
}

function useAsks(order: Order): readonly Ask[] {
  const [move, cancel] = [useMove(order.id), useCancel(order.id)];
  const moves = movesOf(order).map(({ to, verb, words }) => ({
    title: `${verb}?`,
    verb,
    words,
    done: `${order.number}: done, and the customer is told`,
    run: () => move(to),
  }));
  const cancelling: Ask = {
    title: `Cancel ${order.number}?`,
    verb: 'Cancel the order',
    words: 'The money goes back and the stock is free again. The customer gets a letter.',
    done: `${order.number} is cancelled`,
    run: () => cancel(undefined),
  };
  return mayCancel(order) ? [...moves, cancelling] : moves;
}

export function OrderActions({ order }: { order: Order }) {
  const asks = useAsks(order);
  const [open, setOpen] = useState('');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {asks.map(({ title, verb, words, done, run }, index) => (
        <span key={verb}>
          <Button variant={index === 0 ? 'contained' : 'outlined'} onClick={() => setOpen(verb)}>
            {verb}
          </Button>
          <Confirm open={open === verb} onClose={() => setOpen('')} title={title} verb={verb} done={done} run={run}>
            {words}
          </Confirm>
        </span>
      ))}
    </Box>
  );
}
