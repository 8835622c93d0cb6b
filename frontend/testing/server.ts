import { vi } from 'vitest';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
  /** The Idempotency-Key. */
  readonly key: string | null;
  readonly ifMatch: string | null;
}
type Answer = (seen: Seen, nth: number) => Response | Promise<Response>;

export const json = (body: unknown, status = 200, headers: HeadersInit = {}): Response =>
  Response.json(body, { status, headers });

export const problem = (status: number, code: string, more: object = {}, headers: HeadersInit = {}): Response =>
  Response.json(
    { type: `/problems/${code}`, title: code, status, ...more },
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );

/** An unsigned token for the given person; the browser never verifies one. */
export const accessToken = (username: string, serial = 1): string => {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return [
    part({ alg: 'RS256' }),
    part({ sub: `id-${username}`, username, role: 'customer', serial }),
    'signature',
  ].join('.');
};
export const tokens = (username: string, serial = 1, expires_in = 900): Response =>
  json({ access: accessToken(username, serial), token_type: 'Bearer', expires_in });

/** Replaces fetch: "GET /api/cart/" → an answer, given the request and how often it was asked before. */
export function serve(routes: Record<string, Answer>): Seen[] {
  const seen: Seen[] = [];
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const request = new Request(typeof input === 'string' ? new URL(input, location.href) : input);
    const text = await request.text();
    const entry: Seen = {
      method: request.method,
      path: new URL(request.url).pathname,
      token: request.headers.get('Authorization')?.replace('Bearer ', '') ?? null,
      body: text ? JSON.parse(text) : undefined,
      key: request.headers.get('Idempotency-Key'),
      ifMatch: request.headers.get('If-Match'),
    };
    const route = `${entry.method} ${entry.path}`;
    const nth = seen.filter((other) => `${other.method} ${other.path}` === route).length;
    seen.push(entry);
    const answer = routes[route];
    if (!answer) throw new TypeError(`no route for ${route}`);
    return answer(entry, nth);
  });
  return seen;
}

export const asked = (seen: readonly Seen[], route: string): Seen[] =>
  seen.filter(({ method, path }) => `${method} ${path}` === route);
