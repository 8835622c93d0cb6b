import { type Payment, useNavigate, useQueryClient } from '@shopmesh/sdk';
import { useForm } from '@shopmesh/ui';
import { DEFAULT_TOKEN } from '@shopmesh/ui/paying';
import { useRef } from 'react';
import { PAYMENTS } from '../../../shared/api/payment-query';
import { paymentsFor } from '../model/payments';
import { refusalOf } from '../model/refusal';

/** The form of one request, its one attempt at a time, and what came of it. */
export function usePay({ id: paymentId, amount }: Pick<Payment, 'id' | 'amount'>, userId: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const payments = paymentsFor(paymentId);
  const begun = payments.unsettled(userId);
  const left = useRef(false);
  const form = useForm({
    initial: { token: begun?.body.token ?? DEFAULT_TOKEN },
    submit: async ({ token }) => {
      const body = { type: 'payment', payment_id: paymentId, method: 'card', token, amount } as const;
      try {
        await payments.pay(payments.unsettled(userId)?.body ?? body, userId);
        left.current = true;
        navigate(`/payments/${paymentId}`, { state: { paid: true } });
      } finally {
        void queries.invalidateQueries({ queryKey: [PAYMENTS] }); // refused or not: how it stands now is for the API to say
      }
    },
  });
  const locked = payments.unsettled(userId) !== null;
  const refusal = form.busy || !(locked || form.failure !== null) ? null : refusalOf(form.failure, locked);
  return { ...form, refusal, locked, left };
}
