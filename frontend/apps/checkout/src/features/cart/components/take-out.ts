import { type CartLine, cart } from '@shopmesh/sdk';
import { toast } from '@shopmesh/ui';

/** No "are you sure": the way back is in the toast. */
export function takeOut(line: CartLine): void {
  const undo = cart.remove(line.product_id);
  toast({ message: `${line.name} removed`, action: { label: 'Undo', run: undo } });
}
