import { cart, type Sum, useNavigate, useQueryClient } from '@shopmesh/sdk';
import { useForm } from '@shopmesh/ui';
import { useEffect, useRef, useState } from 'react';
import type { OrderRequest, Placed } from '../api/place-order';
import { addressErrors, trimmed } from '../model/address';
import { type CheckoutValues, draft } from '../model/draft';
import { payments } from '../model/payments';
import { refusalOf } from '../model/refusal';

/** `agreed`: another total than the cart's, which the person was shown and took. */
function bodyOf({ token, ...address }: CheckoutValues, agreed: Sum | null): OrderRequest {
  const { items, total, currency } = cart.state.get().cart;
  return {
    items: items.map(({ product_id, quantity }) => ({ product_id, quantity })),
    payment: { method: 'card', token },
    shipping: trimmed(address),
    expected_total: agreed ?? { amount: total, currency: currency as Sum['currency'] },
  };
}

/** The checkout's form, its one payment at a time, and what came of it. */
export function useCheckout(userId: string, initial: CheckoutValues) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sent = useRef<OrderRequest | null>(null);
  const agreed = useRef<Sum | null>(null);
  const [dismissed, dismiss] = useState<unknown>(null);

  const leave = ({ order, settled }: Placed) => {
    draft.drop(userId);
    queries.setQueryData(['orders', 'one', order.id], order);
    navigate(`/orders/${order.id}`, { state: { placed: settled } });
    void queries.invalidateQueries({ queryKey: ['orders'] });
    void queries.invalidateQueries({ queryKey: ['products'] });
    void cart.reload();
  };
  const form = useForm<CheckoutValues>({
    initial,
    validate: addressErrors,
    submit: async (values) => {
      sent.current = payments.unsettled(userId)?.body ?? bodyOf(values, agreed.current);
      agreed.current = null; // to this one order
      leave(await payments.pay(sent.current, userId));
    },
  });

  const { values, failure } = form;
  useEffect(() => draft.keep(userId, values), [userId, values]);

  const unsettled = payments.unsettled(userId);
  const body = unsettled?.body ?? sent.current;
  const failed = failure !== null && failure !== dismissed;
  const refusal = body && (unsettled || failed) ? refusalOf(failure, body, unsettled !== null) : null;
  const agree = (total: Sum) => {
    agreed.current = total;
    void cart.reload();
    form.formProps.ref.current?.requestSubmit();
  };
  return { ...form, refusal, locked: unsettled !== null, agree, dismiss: () => dismiss(failure) };
}
