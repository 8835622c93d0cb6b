import createClient, { type Client } from 'openapi-fetch';
import { fromNetwork, fromResponse } from './api-error';
import type { paths as OrderPaths } from './gen/order';
import type { paths as PaymentsPaths } from './gen/payments';
import type { paths as ProductPaths } from './gen/product';
import type { paths as UserPaths } from './gen/user';

/** The four services' schemas, side by side: no path belongs to two of them. */
export type Paths = UserPaths & ProductPaths & OrderPaths & PaymentsPaths;
export type ApiClient = Client<Paths, 'application/json'>;

// Longer than the longest server deadline (an order's saga), so the server's own 503 or 504 comes first.
const TIMEOUT_MS = 30_000;

/** `send` is fetch, or fetch that knows the session. */
export const createApi = (send: (request: Request) => Promise<Response> = (request) => fetch(request)): ApiClient =>
  createClient<Paths, 'application/json'>({
    baseUrl: location.origin,
    headers: { Accept: 'application/json, application/problem+json' },
    fetch: (request) =>
      send(new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]) })),
  });

interface Result<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a 2xx answer; anything else is thrown as an ApiError. */
export async function ok<T>(call: Promise<Result<T>>): Promise<T> {
  return (await okResponse(call)).data;
}

/** As ok, with the response beside the body: for status, ETag or Location. */
export async function okResponse<T>(call: Promise<Result<T>>): Promise<{ data: T; response: Response }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw (cause as Error)?.name === 'AbortError' ? cause : fromNetwork(cause);
  });
  if (!response.ok) throw fromResponse(response, error);
  return { data: data as T, response };
}
