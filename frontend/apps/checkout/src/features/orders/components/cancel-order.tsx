import { type Order, problemOf, useQueryClient } from '@shopmesh/sdk';
import { Button } from '@shopmesh/ui';
import { ConfirmDialog } from '@shopmesh/ui/work';
import { useState } from 'react';
import { cancelOrder } from '../api/cancel-order';
import { orderKey } from '../api/get-order';

export const CANCELLABLE: readonly Order['status'][] = ['confirmed', 'processing'];

/** Until it is shipped. Asked once more, because there is no way back. */
export function CancelOrder({ order }: { order: Order }) {
  const queries = useQueryClient();
  const [asking, ask] = useState(false);
  const cancel = async () => {
    queries.setQueryData(orderKey(order.id), await cancelOrder(order.id));
    void queries.invalidateQueries({ queryKey: ['orders'] });
    void queries.invalidateQueries({ queryKey: ['products'] });
  };
  return (
    <>
      <Button variant="outlined" onClick={() => ask(true)}>
        Cancel order
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => ask(false)}
        title={`Cancel order ${order.number}?`}
        verb="Cancel the order"
        otherwise="Keep it"
        run={cancel}
        done={`Order ${order.number} is cancelled.`}
        describe={problemOf}
      >
        Nothing will be sent, and what you paid goes back to your card. This cannot be taken back.
      </ConfirmDialog>
    </>
  );
}
