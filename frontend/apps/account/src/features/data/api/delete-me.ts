import { api, ok, session } from '@shopmesh/sdk';

/** Ends every session as well; the rest is forgetting ours here and in the other tabs. */
export async function deleteMe(password: string): Promise<void> {
  await ok(api.DELETE('/api/users/me/', { body: { password } }));
  await session.signOut().catch(() => undefined); // there is nobody left to sign out
}
