import type { Payment } from '@shopmesh/sdk';

interface Reader {
  readonly id: string;
  readonly role: string;
}

const SEE_ALL: readonly string[] = ['admin', 'staff', 'viewer'];

/** Where this reader finds the order of a payment; null for a vendor: whose goods are in it sees no customer's order. */
export function orderPageOf(
  { order_id, customer_id }: Pick<Payment, 'order_id' | 'customer_id'>,
  reader: Reader | null,
): string | null {
  if (!order_id || !reader) return null;
  if (customer_id === reader.id) return `/orders/${order_id}`;
  return SEE_ALL.includes(reader.role) ? `/admin/orders/${order_id}` : null;
}
