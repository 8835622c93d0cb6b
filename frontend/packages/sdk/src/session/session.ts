import { type ApiClient, ApiError, createApi, ok, type Token } from '@shopmesh/api-client';
import { storage } from '../storage';
import { createStore, type Store } from '../store';
import { type User, userOf } from './claims';
import { codeOf, isAboutTheToken } from './refusals';
import { type SecondStep, secondStepOf } from './second-step';
import { demandOf, notConfirmed, type StepUp } from './step-up';

/**
 * restoring: the first silent refresh is under way. unreachable: we were signed in, and nobody can confirm it right now.
 */
export type SessionState =
  | { readonly status: 'restoring' | 'anonymous' | 'unreachable'; readonly user: null }
  | { readonly status: 'signed-in'; readonly user: User };

export interface Session {
  readonly state: Store<SessionState>;
  /** What a WebSocket has to say for itself: it sends no header. `state` tells when there is another. */
  token(): string | null;
  /** Resolves when the first silent refresh has been decided. */
  restore(): Promise<void>;
  /** Null when signed in; otherwise what is still asked for. */
  signIn(credentials: { username: string; password: string }): Promise<SecondStep | null>;
  /** Of a session that began elsewhere than in signIn: after the second step, by a passkey, after a change of password. */
  acceptTokens(token: Token): void;
  /** A better access token of the session we are in: after confirming who we are. */
  renew(token: Token): void;
  signOut(): Promise<void>;
  /** fetch with the access token; a 401 refreshes once, or asks who is there, and repeats the request once. */
  send(request: Request): Promise<Response>;
}

type Message = { readonly type: 'login' | 'logout' };

// Not a secret: it only spares a visitor without a session the refresh that would answer 401.
const HINT = 'shopmesh.session';
const LOCK = 'shopmesh.refresh';
/** Renew this long before the end: a slow network still gets there, and the token lives most of its 15 minutes. */
const MARGIN_S = 60;
const RETRY_MS = 5_000;
/**
 * Whoever lost the race for the cookie may try again once the winner's answer has set the new one. The server calls a second
 * use a race for 5 s; later it takes it for theft.
 */
const IN_PROGRESS_PAUSE_MS = 400;
const IN_PROGRESS_PATIENCE_MS = 4_000;

// Web Locks exist in secure contexts only; over plain http the server's grace for a used refresh token covers the race.
const exclusively = <T>(work: () => Promise<T>): Promise<T> => navigator.locks?.request(LOCK, work) ?? work();

const ANONYMOUS: SessionState = { status: 'anonymous', user: null };

/**
 * One session per page and per browser. The access token lives in this closure alone: never in storage, never posted to other
 * tabs. The refresh token is an HttpOnly cookie this code cannot read.
 */
export function createSession(api: ApiClient = createApi(), stepUp?: StepUp): Session {
  const state = createStore<SessionState>({ status: 'restoring', user: null });
  const channel = new BroadcastChannel('shopmesh.session');
  let access: string | null = null;
  let expiresAt = 0;
  let running: Promise<string | null> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Raised by signing in or out, so that a refresh answered late cannot bring the old session back.
  let epoch = 0;

  function accept(token: Token): string {
    access = token.access;
    expiresAt = Date.now() + token.expires_in * 1_000;
    storage.write(HINT, '1');
    state.set({ status: 'signed-in', user: userOf(token.access) });
    schedule((token.expires_in - MARGIN_S) * 1_000);
    return token.access;
  }

  function forget(): void {
    epoch += 1;
    access = null;
    clearTimeout(timer);
    storage.write(HINT, null);
    state.set(ANONYMOUS);
  }

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), Math.max(milliseconds, RETRY_MS));
  }

  async function exchange(): Promise<string | null> {
    const started = epoch;
    const patientUntil = Date.now() + IN_PROGRESS_PATIENCE_MS;
    for (;;) {
      try {
        // A page left before the answer came must not take the new cookie along: the old one is used up by then.
        const token = await ok(api.POST('/api/token/refresh/', { body: {}, keepalive: true }));
        return started === epoch ? accept(token) : access;
      } catch (error) {
        const code = error instanceof ApiError ? error.code : '';
        if (code === 'refresh-in-progress' && Date.now() < patientUntil) {
          await new Promise((resume) => setTimeout(resume, IN_PROGRESS_PAUSE_MS));
          continue;
        }
        if (started !== epoch) return access;
        if (error instanceof ApiError && !error.transient && code !== 'refresh-in-progress') forget();
        else postpone();
        return null;
      }
    }
  }

  /** Nobody could say whether the session lives: a token that still has time stays, and we ask again soon. */
  function postpone(): void {
    if (!access || Date.now() >= expiresAt) state.set({ status: 'unreachable', user: null });
    schedule(RETRY_MS);
  }

  /** Single flight: within the page by the shared promise, across tabs by the Web Lock. */
  function refresh(): Promise<string | null> {
    running ??= exclusively(exchange).finally(() => {
      running = null;
    });
    return running;
  }

  const withToken = (request: Request, token: string | null): Request => {
    const copy = request.clone();
    if (token) copy.headers.set('Authorization', `Bearer ${token}`);
    return copy;
  };

  async function authorised(request: Request): Promise<Response> {
    const used = access;
    const response = await fetch(withToken(request, used));
    if (response.status !== 401 || !used || !isAboutTheToken(await codeOf(response))) return response;
    // Another request may have refreshed while this one was on its way.
    const renewed = access !== used ? access : await refresh();
    return renewed ? fetch(withToken(request, renewed)) : response;
  }

  async function send(request: Request): Promise<Response> {
    if (state.get().status === 'restoring') await restore();
    const response = await authorised(request);
    const demand = stepUp && (await demandOf(response));
    if (!demand) return response;
    return (await stepUp.ask(demand)) ? authorised(request) : notConfirmed();
  }

  function begin(token: Token): void {
    epoch += 1;
    accept(token);
    channel.postMessage({ type: 'login' } satisfies Message);
  }

  let restored: Promise<void> | null = null;
  function restore(): Promise<void> {
    restored ??= (async () => {
      if (storage.read(HINT)) await refresh();
      else forget();
    })();
    return restored;
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type === 'logout') forget();
    else void refresh();
  });
  // A sleeping laptop fires no timers: look at the clock when the page is seen again.
  document.addEventListener('visibilitychange', () => {
    const due = Date.now() > expiresAt - MARGIN_S * 1_000;
    if (document.visibilityState === 'visible' && due && storage.read(HINT)) void refresh();
  });

  return {
    state,
    token: () => access,
    restore,
    send,
    async signIn(credentials) {
      const answer = await ok(api.POST('/api/token/', { body: { ...credentials, transport: 'cookie' } }));
      if ('mfa_required' in answer) return secondStepOf(answer);
      begin(answer);
      return null;
    },
    acceptTokens: begin,
    renew(token) {
      epoch += 1;
      accept(token);
    },
    async signOut() {
      const token = access;
      forget();
      channel.postMessage({ type: 'logout' } satisfies Message);
      await ok(
        api.POST('/api/auth/logout/', {
          body: {},
          keepalive: true, // closing the page at once must not leave the session alive
          ...(token ? { headers: { Authorization: `Bearer ${token}` } } : {}),
        }),
      );
    },
  };
}
