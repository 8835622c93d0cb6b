import { createApi, ok } from '@shopmesh/api-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accessToken, asked, json, problem, serve, tokens } from '../../../../testing/server';
import { createSession } from './session';

const HINT = 'shopmesh.session';
const REFRESH = 'POST /api/token/refresh/';
const ME = 'GET /api/users/me/';
const SECOND_STEP = { mfa_required: true, mfa_token: 'ticket', methods: ['backup_code', 'totp'], expires_in: 300 };

function tab() {
  const session = createSession();
  const api = createApi(session.send);
  return { session, me: () => ok(api.GET('/api/users/me/')) };
}

async function signedIn() {
  const page = tab();
  await page.session.signIn({ username: 'ada', password: 'secret-enough' });
  return page;
}

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

test('three requests that all meet a 401 refresh once and are each repeated once with the new token', async () => {
  const seen = serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => tokens('ada', 2),
    [ME]: ({ token }) => (token === accessToken('ada', 2) ? json({ username: 'ada' }) : problem(401, 'token-expired')),
  });
  const { me } = await signedIn();
  await Promise.all([me(), me(), me()]);
  expect(asked(seen, REFRESH)).toHaveLength(1);
  expect(asked(seen, ME)).toHaveLength(6);
});

test('a request that is refused again after the refresh is not repeated for ever', async () => {
  const seen = serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => tokens('ada', 2),
    [ME]: () => problem(401, 'token-revoked'),
  });
  const { me } = await signedIn();
  await expect(me()).rejects.toMatchObject({ status: 401 });
  expect(asked(seen, ME)).toHaveLength(2);
});

test('a body is sent again whole when the request is repeated', async () => {
  const seen = serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => tokens('ada', 2),
    'PATCH /api/users/me/': ({ token }) => (token === accessToken('ada', 2) ? json({}) : problem(401, 'token-expired')),
  });
  const { session } = await signedIn();
  await ok(createApi(session.send).PATCH('/api/users/me/', { body: { bio: 'Hello' } }));
  expect(asked(seen, 'PATCH /api/users/me/').map(({ body }) => body)).toEqual([{ bio: 'Hello' }, { bio: 'Hello' }]);
});

test('a refresh token that is no longer good ends the session', async () => {
  serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => problem(401, 'token-reused'),
    [ME]: () => problem(401, 'token-expired'),
  });
  const { session, me } = await signedIn();
  await expect(me()).rejects.toMatchObject({ code: 'token-expired' });
  expect(session.state.get().status).toBe('anonymous');
  expect(localStorage.getItem(HINT)).toBeNull();
});

test('a user service that is down does not sign anybody out: the token that still has time goes on', async () => {
  serve({ 'POST /api/token/': () => tokens('ada', 1, 120), [REFRESH]: () => problem(503, 'dependency-unavailable') });
  const { session } = await signedIn();
  await vi.advanceTimersByTimeAsync(70_000);
  expect(session.state.get().status).toBe('signed-in');
});

test('at start a visitor who never signed in asks for nothing', async () => {
  const seen = serve({});
  const { session } = tab();
  await session.restore();
  expect(session.state.get().status).toBe('anonymous');
  expect(seen).toHaveLength(0);
});

test('at start someone who was signed in comes back by a silent refresh', async () => {
  localStorage.setItem(HINT, '1');
  serve({ [REFRESH]: () => tokens('ada') });
  const { session } = tab();
  await session.restore();
  expect(session.state.get().user).toMatchObject({ username: 'ada', role: 'customer' });
});

test('at start with the user service down the session is unreachable, not gone, and comes back by itself', async () => {
  localStorage.setItem(HINT, '1');
  serve({ [REFRESH]: (_, nth) => (nth === 0 ? problem(503, 'dependency-unavailable') : tokens('ada')) });
  const { session } = tab();
  await session.restore();
  expect(session.state.get().status).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(5_500);
  expect(session.state.get().status).toBe('signed-in');
});

test('a request made while the session is being restored waits for it and carries the token', async () => {
  localStorage.setItem(HINT, '1');
  const seen = serve({ [REFRESH]: () => tokens('ada'), [ME]: () => json({}) });
  await tab().me();
  expect(asked(seen, ME)[0]?.token).toBe(accessToken('ada'));
});

test('the token is renewed a minute before it ends', async () => {
  const seen = serve({ 'POST /api/token/': () => tokens('ada', 1, 900), [REFRESH]: () => tokens('ada', 2, 900) });
  await signedIn();
  await vi.advanceTimersByTimeAsync(839_000);
  expect(asked(seen, REFRESH)).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked(seen, REFRESH)).toHaveLength(1);
});

test('a tab that loses the race for the refresh cookie waits a moment and asks again', async () => {
  localStorage.setItem(HINT, '1');
  const seen = serve({ [REFRESH]: (_, nth) => (nth === 0 ? problem(409, 'refresh-in-progress') : tokens('ada')) });
  const { session } = tab();
  await session.restore();
  expect(session.state.get().status).toBe('signed-in');
  expect(asked(seen, REFRESH)).toHaveLength(2);
});

test('a winner that is slow to answer is waited for as long as the server calls it a race, and no longer', async () => {
  localStorage.setItem(HINT, '1');
  const began = Date.now();
  const lasts = (milliseconds: number) => () =>
    Date.now() - began < milliseconds ? problem(409, 'refresh-in-progress') : tokens('ada');
  serve({ [REFRESH]: lasts(3_500) });
  const waiting = tab().session;
  const restored = waiting.restore();
  await vi.advanceTimersByTimeAsync(3_600);
  await restored;
  expect(waiting.state.get().status).toBe('signed-in');

  const seen = serve({ [REFRESH]: lasts(60_000) });
  const givingUp = tab().session;
  const decided = givingUp.restore();
  await vi.advanceTimersByTimeAsync(4_900);
  await decided;
  expect(givingUp.state.get().status).toBe('unreachable');
  expect(asked(seen, REFRESH).length).toBeGreaterThan(9);
});

test('signing in in one tab signs in the other, each with a token of its own', async () => {
  serve({ 'POST /api/token/': () => tokens('ada', 1), [REFRESH]: () => tokens('ada', 2) });
  const other = tab();
  await other.session.restore();
  await signedIn();
  await vi.waitFor(() => expect(other.session.state.get().status).toBe('signed-in'));
});

test('signing out in one tab signs out the other', async () => {
  serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => tokens('ada', 2),
    'POST /api/auth/logout/': () => new Response(null, { status: 204 }),
  });
  const other = tab();
  const { session } = await signedIn();
  await vi.waitFor(() => expect(other.session.state.get().status).toBe('signed-in'));
  await session.signOut();
  await vi.waitFor(() => expect(other.session.state.get().status).toBe('anonymous'));
});

test('a refresh answered after signing out does not bring the session back', async () => {
  let answer: (response: Response) => void = () => undefined;
  serve({
    'POST /api/token/': () => tokens('ada', 1),
    [REFRESH]: () => new Promise<Response>((resolve) => (answer = resolve)),
    [ME]: () => problem(401, 'token-expired'),
    'POST /api/auth/logout/': () => new Response(null, { status: 204 }),
  });
  const { session, me } = await signedIn();
  const pending = me().catch(() => undefined);
  await vi.waitFor(() => expect(answer.length).toBe(1));
  await session.signOut();
  answer(tokens('ada', 2));
  await pending;
  expect(session.state.get().status).toBe('anonymous');
});

test('a sign-in that asks for a second step signs nobody in and says what is asked for', async () => {
  serve({ 'POST /api/token/': () => json(SECOND_STEP) });
  const { session } = tab();
  await session.restore();
  const step = await session.signIn({ username: 'ada', password: 'secret-enough' });
  expect(step).toMatchObject({ mfaToken: 'ticket', methods: ['totp', 'backup_code'] });
  expect(step?.expiresAt).toBeGreaterThan(Date.now() + 299_000);
  expect(session.state.get().status).toBe('anonymous');
  expect(localStorage.getItem(HINT)).toBeNull();
});

test('tokens of the second step begin a session here and in the other tabs', async () => {
  serve({ [REFRESH]: () => tokens('ada', 2) });
  const other = tab();
  await other.session.restore();
  const { session } = tab();
  session.acceptTokens({ access: accessToken('ada'), token_type: 'Bearer', expires_in: 900 });
  expect(session.state.get().user).toMatchObject({ username: 'ada' });
  await vi.waitFor(() => expect(other.session.state.get().status).toBe('signed-in'));
});

test('a wrong code is no reason to refresh: it is asked once and told', async () => {
  const CODES = 'POST /api/users/2fa/disable/';
  const seen = serve({ 'POST /api/token/': () => tokens('ada'), [CODES]: () => problem(401, 'mfa-code-invalid') });
  const { session } = await signedIn();
  const call = ok(createApi(session.send).POST('/api/users/2fa/disable/', { body: {} }));
  await expect(call).rejects.toMatchObject({ code: 'mfa-code-invalid' });
  expect(asked(seen, CODES)).toHaveLength(1);
  expect(asked(seen, REFRESH)).toHaveLength(0);
});

test('no token is ever written to storage', async () => {
  serve({ 'POST /api/token/': () => tokens('ada', 1) });
  await signedIn();
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(accessToken('ada', 1));
});
