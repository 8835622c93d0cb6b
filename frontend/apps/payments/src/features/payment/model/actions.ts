import type { Payment } from '@shopmesh/sdk';
import { refundable } from '../../../shared/money';

export type Action = 'pay' | 'decline' | 'share' | 'edit' | 'cancel' | 'capture' | 'release' | 'refund';

interface Actor {
  readonly id: string;
  readonly role: string;
}

/**
 * What this person can do about this payment, in the order of the buttons. The API asks the same again; an order's payment is taken
 * and let go by its order, so people can only give it back.
 */
export function actionsOf(payment: Payment, { id, role }: Actor, now = Date.now()): Action[] {
  const request = payment.type === 'request';
  const runs = role === 'admin' || role === 'staff';
  const asked = request && (runs || (role === 'vendor' && payment.customer_id !== id));
  const mine = request && payment.customer_id === id;
  const open = payment.status === 'initiated';
  const inTime = payment.expires_at === null || Date.parse(payment.expires_at) > now;
  const held = payment.status === 'authorized';

  const possible: Record<Action, boolean> = {
    pay: mine && open && inTime,
    decline: mine && open && !asked,
    share: asked && !mine && open && inTime,
    edit: asked && open,
    cancel: asked && open,
    capture: asked && held,
    release: asked && held,
    refund: (runs || asked) && refundable(payment) > 0n,
  };
  return (Object.keys(possible) as Action[]).filter((action) => possible[action]);
}
