import { api, okResponse, type Payment, queryOptions, useQuery } from '@shopmesh/sdk';

/** Everything these pages know begins with this. */
export const PAYMENTS = 'payments';

export interface SeenPayment {
  readonly payment: Payment;
  /** Sent back with a change, so that nobody overwrites what they have not seen. */
  readonly etag: string;
}

async function getPayment(id: string): Promise<SeenPayment> {
  const { data, response } = await okResponse(
    api.GET('/api/payments/{payment_id}/', { params: { path: { payment_id: id } } }),
  );
  return { payment: data, etag: response.headers.get('ETag') ?? '' };
}

const POLL_MS = 2_000;
const POLL_LATER_MS = 10_000;
const SOON_MS = 60_000;

/** Often in the first minute, then now and then; not at all once the outcome is known. */
export function pollEvery(payment: Payment | undefined, now = Date.now()): number | false {
  if (payment?.status !== 'processing') return false;
  return now - Date.parse(payment.updated_at) < SOON_MS ? POLL_MS : POLL_LATER_MS;
}

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: [PAYMENTS, 'one', id],
    queryFn: () => getPayment(id),
    refetchInterval: (query) => pollEvery((query.state.data as SeenPayment | undefined)?.payment),
  });

export const usePayment = (id: string) => useQuery(paymentQuery(id));
