import { useLive } from '@shopmesh/live';
import { useQueryClient, useSession } from '@shopmesh/sdk';
import { PAYMENTS } from './api/payment-query';

const TYPES = ['payment:update'] as const;
const EVERYBODYS = ['payments'];

/** What is shown of one's own payments is read again when one of them changed, or may have. */
export function useLivePayments() {
  const queries = useQueryClient();
  return useLive(TYPES, () => void queries.invalidateQueries({ queryKey: [PAYMENTS] }));
}

/** One payment, also for those who watch over everybody's: they are told of all, and read this one again. */
export function useLivePayment(id: string) {
  const queries = useQueryClient();
  const watches = useSession().hasRole('admin', 'staff', 'viewer');
  return useLive(
    TYPES,
    (news) => {
      if (news.type === 'resync' || news.data.payment_id === id)
        void queries.invalidateQueries({ queryKey: [PAYMENTS] });
    },
    watches ? EVERYBODYS : undefined,
  );
}
