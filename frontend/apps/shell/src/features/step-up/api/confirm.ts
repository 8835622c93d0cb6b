import { api, type FactorMethod, ok, session, Told } from '@shopmesh/sdk';
import { type Assertion, askForPasskey } from '@shopmesh/sdk/passkeys';
import type { Proof } from '@shopmesh/ui/identity';

type Body =
  | { method: 'password'; password: string }
  | { method: FactorMethod; code: string }
  | { method: 'passkey'; challenge_id: string; credential: Assertion };

const begin = (method: 'passkey' | 'sms') => ok(api.POST('/api/auth/step-up/options/', { body: { method } }));

async function bodyOf({ method, secret }: Proof): Promise<Body> {
  if (method === 'password') return { method, password: secret };
  if (method !== 'passkey') return { method, code: secret.trim() };
  const options = await begin(method);
  if (!('challenge_id' in options)) throw new Told('No passkey was asked for', 'Try again, or choose another way.');
  return { method, challenge_id: options.challenge_id, credential: await askForPasskey(options.public_key) };
}

/** Raises the session we are in; whoever asked goes on with its better token. */
export async function confirm(proof: Proof): Promise<void> {
  session.renew(await ok(api.POST('/api/auth/step-up/', { body: await bodyOf(proof) })));
}

/** The end of the number it went to. */
export async function sendSms(): Promise<{ phone_hint: string }> {
  const sent = await begin('sms');
  return { phone_hint: 'phone_hint' in sent ? sent.phone_hint : '' };
}
