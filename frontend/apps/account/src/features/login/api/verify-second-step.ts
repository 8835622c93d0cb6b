import { api, type FactorMethod, ok, type SecondStep, session } from '@shopmesh/sdk';
import { type Assertion, askForPasskey } from '@shopmesh/sdk/passkeys';
import type { Proof } from '@shopmesh/ui/identity';

type Shown =
  | { method: FactorMethod; code: string }
  | { method: 'passkey'; challenge_id: string; credential: Assertion };

async function shownBy({ mfaToken }: SecondStep, { method, secret }: Proof): Promise<Shown> {
  if (method === 'password') throw new TypeError('a password is the first step'); // never among a second step's methods
  if (method !== 'passkey') return { method, code: secret.trim() };
  const { challenge_id, public_key } = await ok(
    api.POST('/api/auth/passkey/options/', { body: { mfa_token: mfaToken } }),
  );
  return { method, challenge_id, credential: await askForPasskey(public_key) };
}

export async function verifySecondStep(step: SecondStep, proof: Proof): Promise<void> {
  const body = { mfa_token: step.mfaToken, transport: 'cookie' as const, ...(await shownBy(step, proof)) };
  session.acceptTokens(await ok(api.POST('/api/users/2fa/verify-login/', { body })));
}

export const sendSms = ({ mfaToken }: SecondStep) =>
  ok(api.POST('/api/users/2fa/sms/send/', { body: { mfa_token: mfaToken } }));
