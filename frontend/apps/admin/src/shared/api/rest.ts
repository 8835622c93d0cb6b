import { api, okResponse } from '@shopmesh/sdk';

interface Options {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly parseAs?: 'blob';
}

type Answer = { data?: unknown; error?: unknown; response: Response };
type Untyped = (method: string, path: string, init: object) => Promise<Answer>;

/** A request whose answer's shape is said here, by the caller. */
export async function restResponse<T>(method: string, path: string, options: Options = {}) {
  const { path: names, query, headers, ...init } = options;
  const call = (api.request as unknown as Untyped)(method, path, {
    ...init,
    headers,
    params: { path: names, query },
  });
  return okResponse<T>(call as Promise<{ data?: T; error?: unknown; response: Response }>);
}

export const rest = async <T>(method: string, path: string, options?: Options): Promise<T> =>
  (await restResponse<T>(method, path, options)).data;
