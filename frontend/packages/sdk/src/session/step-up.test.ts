import { createApi, ok } from '@shopmesh/api-client';
import { beforeEach, expect, test, vi } from 'vitest';
import { accessToken, asked, json, problem, type Seen, serve, tokens } from '../../../../testing/server';
import { createSession } from './session';
import { createStepUp } from './step-up';

const DISABLE = 'POST /api/users/2fa/disable/';
const CODES = 'POST /api/users/2fa/regenerate-backup-tokens/';
const RAISED = { access: accessToken('ada', 9), token_type: 'Bearer' as const, expires_in: 900 };
const wanted = (acr_values = 'mfa') => problem(401, 'insufficient-user-authentication', { acr_values, max_age: 300 });
const onlyRaised = ({ token }: Seen) => (token === RAISED.access ? json({ backup_codes: [] }) : wanted());

const stepUp = createStepUp();
const session = createSession(createApi(), stepUp);
const api = createApi(session.send);
const disable = () => ok(api.POST('/api/users/2fa/disable/', { body: {} }));
const newCodes = () => ok(api.POST('/api/users/2fa/regenerate-backup-tokens/', { body: {} }));

const isAsked = () => vi.waitFor(() => expect(stepUp.state.get()).not.toBeNull());
function confirm() {
  session.renew(RAISED);
  stepUp.settle(true);
}

beforeEach(() => session.acceptTokens({ access: accessToken('ada'), token_type: 'Bearer', expires_in: 900 }));

test('a request that wants a fresh proof asks for it, and is repeated once with the better token', async () => {
  const seen = serve({ [DISABLE]: onlyRaised });
  const request = disable();
  await isAsked();
  expect(stepUp.state.get()).toEqual({ acr: 'mfa' });
  confirm();
  await request;
  expect(asked(seen, DISABLE).map(({ token }) => token)).toEqual([accessToken('ada'), RAISED.access]);
  expect(stepUp.state.get()).toBeNull();
});

test('who closes the dialog is told that nothing was changed, and nothing is sent again', async () => {
  const seen = serve({ [DISABLE]: () => wanted() });
  const request = disable();
  await isAsked();
  stepUp.settle(false);
  await expect(request).rejects.toMatchObject({ code: 'not-confirmed', title: 'Nothing was changed' });
  expect(asked(seen, DISABLE)).toHaveLength(1);
});

test('several requests at once share one dialog', async () => {
  const seen = serve({ [DISABLE]: onlyRaised, [CODES]: onlyRaised });
  const both = Promise.all([disable(), newCodes()]);
  await vi.waitFor(() => expect(seen).toHaveLength(2));
  await isAsked();
  confirm();
  await both;
  expect(seen).toHaveLength(4);
});

test('of two demands the stronger one is shown', async () => {
  serve({ [DISABLE]: () => wanted('pwd'), [CODES]: () => wanted('mfa') });
  const first = disable().catch(() => undefined);
  await isAsked();
  expect(stepUp.state.get()).toEqual({ acr: 'pwd' });
  const second = newCodes().catch(() => undefined);
  await vi.waitFor(() => expect(stepUp.state.get()).toEqual({ acr: 'mfa' }));
  stepUp.settle(false);
  await Promise.all([first, second]);
});

test('a request that is refused again after the proof is not asked about for ever', async () => {
  const seen = serve({ [DISABLE]: () => wanted() });
  const request = disable();
  await isAsked();
  confirm();
  await expect(request).rejects.toMatchObject({ code: 'insufficient-user-authentication' });
  expect(asked(seen, DISABLE)).toHaveLength(2);
});

test('an expired token is renewed first, and the proof asked for after it', async () => {
  const seen = serve({
    'POST /api/token/refresh/': () => tokens('ada', 2),
    [DISABLE]: (request, nth) => (nth === 0 ? problem(401, 'token-expired') : onlyRaised(request)),
  });
  const request = disable();
  await isAsked();
  confirm();
  await request;
  expect(asked(seen, DISABLE)).toHaveLength(3);
});
