import { api, ok, queryOptions, session, useQuery, useQueryClient } from '@shopmesh/sdk';

export const getStatus = () => ok(api.GET('/api/users/2fa/status/'));

export type TwoStepStatus = Awaited<ReturnType<typeof getStatus>>;

export const statusQuery = queryOptions({ queryKey: ['two-step'], queryFn: getStatus });

export const useTwoStep = () => useQuery(statusQuery);

/** What belongs to how one signs in is asked anew after each change of it. */
export function useRefetchSecurity() {
  const queries = useQueryClient();
  return () =>
    Promise.all(['two-step', 'passkeys', 'me'].map((key) => queries.invalidateQueries({ queryKey: [key] }))).then(
      () => undefined,
    );
}

export const beginSetup = () => ok(api.POST('/api/users/2fa/setup/'));

export type Setup = Awaited<ReturnType<typeof beginSetup>>;

/** Proves the new app, and this session with it: what asked for a second factor a moment ago is open now. */
export async function finishSetup(code: string): Promise<readonly string[]> {
  const { backup_codes, access, expires_in } = await ok(api.POST('/api/users/2fa/verify-setup/', { body: { code } }));
  session.renew({ access, expires_in, token_type: 'Bearer' });
  return backup_codes;
}

export const turnOff = () => ok(api.POST('/api/users/2fa/disable/'));

export const newBackupCodes = async () => (await ok(api.POST('/api/users/2fa/regenerate-backup-tokens/'))).backup_codes;
