import { api, ok, okResponse } from '@shopmesh/sdk';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Call = (path: string, init: object) => Parameters<typeof ok>[0];

const call = (method: Method, path: string, init: object) => (api[method] as unknown as Call)(path, init);

/** For what the generated client does not list. */
export const ask = <T>(method: Method, path: string, init: object = {}): Promise<T> =>
  ok(call(method, path, init)) as Promise<T>;

/** As ask, with the ETag that a change of it sends back. */
export async function askWithTag<T>(
  method: Method,
  path: string,
  init: object = {},
): Promise<{ value: T; tag: string }> {
  const { data, response } = await okResponse(call(method, path, init));
  return { value: data as T, tag: response.headers.get('ETag') ?? '' };
}
