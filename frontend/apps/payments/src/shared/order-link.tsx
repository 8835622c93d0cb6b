import { type Payment, useSession } from '@shopmesh/sdk';
import { TextLink } from '@shopmesh/ui';
import { orderPageOf } from './order-page';

/** The order that was paid, for those who may read it. */
export function OrderLink({ payment }: { payment: Payment }) {
  const page = orderPageOf(payment, useSession().user);
  return page ? <TextLink href={page}>See the order</TextLink> : <>An order</>;
}
