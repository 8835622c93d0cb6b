import { api, ok, session } from '@shopmesh/sdk';
import { askForPasskey } from '@shopmesh/sdk/passkeys';

interface How {
  signal?: AbortSignal;
  suggest?: boolean;
  /** Somebody picked a passkey: from here on they wait for an answer. */
  onChosen?: () => void;
}

/** No username: the passkey itself says whose it is. */
export async function signInWithPasskey({ onChosen, ...how }: How = {}): Promise<void> {
  const { challenge_id, public_key } = await ok(api.POST('/api/auth/passkey/options/', { body: {} }));
  const credential = await askForPasskey(public_key, how);
  onChosen?.();
  const body = { challenge_id, credential, transport: 'cookie' as const };
  session.acceptTokens(await ok(api.POST('/api/auth/passkey/login/', { body })));
}
