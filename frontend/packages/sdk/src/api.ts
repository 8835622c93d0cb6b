import { createApi } from '@shopmesh/api-client';
import { createSession } from './session/session';
import { createStepUp } from './session/step-up';

/** Asked by the session, answered by the shell's dialog. */
export const stepUp = createStepUp();
/** The page's one session, and the client that speaks with its token. */
export const session = createSession(createApi(), stepUp);
export const api = createApi(session.send);

/** One key per thing a person means to do once: keep it while repeating the same attempt. */
export function newIdempotencyKey(): string {
  // crypto.randomUUID exists in secure contexts only; getRandomValues everywhere.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
