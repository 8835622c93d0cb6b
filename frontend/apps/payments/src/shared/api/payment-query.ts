import { api, okResponse, type Payment, queryOptions, useQuery } from '@shopmesh/sdk';
import { pollEvery } from '../polling';

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

export const paymentQuery = (id: string, live: boolean) =>
  queryOptions({
    queryKey: [PAYMENTS, 'one', id],
    queryFn: () => getPayment(id),
    refetchInterval: (query) => pollEvery((query.state.data as SeenPayment | undefined)?.payment, live),
  });

export const usePayment = (id: string, live: boolean) => useQuery(paymentQuery(id, live));
