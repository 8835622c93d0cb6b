import { api, ok, session } from '@shopmesh/sdk';

/** Ends every session, this one too; the answer is a new one for this browser. */
export async function changePassword(current_password: string, new_password: string): Promise<void> {
  const body = { current_password, new_password, transport: 'cookie' as const };
  session.acceptTokens(await ok(api.PUT('/api/auth/password/', { body })));
}
