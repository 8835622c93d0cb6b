import { api, ok, session } from '@shopmesh/sdk';

/** Ends every session as well; the rest is forgetting ours here and in the other tabs. */
export async function deleteMe(password: string): Promise<void> {
  // OpenAPI 3.0 describes no body for DELETE, so the type knows of none.
  const body = { password } as unknown as undefined;
  await ok(api.DELETE('/api/users/me/', { body }));
  await session.signOut().catch(() => undefined); // there is nobody left to sign out
}
