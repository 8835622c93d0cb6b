import { api, ok, queryOptions, useQuery } from '@shopmesh/sdk';
import { createPasskey } from '@shopmesh/sdk/passkeys';

export const listPasskeys = async () => (await ok(api.GET('/api/users/passkeys/'))).results;

export type Passkey = Awaited<ReturnType<typeof listPasskeys>>[number];

export const passkeysQuery = queryOptions({ queryKey: ['passkeys'], queryFn: listPasskeys });

export const usePasskeys = () => useQuery(passkeysQuery);

export async function addPasskey(name: string): Promise<Passkey> {
  const { challenge_id, public_key } = await ok(api.POST('/api/users/passkeys/options/'));
  const credential = await createPasskey(public_key);
  return ok(api.POST('/api/users/passkeys/', { body: { challenge_id, name, credential } }));
}

const at = (id: string) => ({ params: { path: { passkey_id: id } } });

export const renamePasskey = (id: string, name: string) =>
  ok(api.PATCH('/api/users/passkeys/{passkey_id}/', { ...at(id), body: { name } }));

export const removePasskey = (id: string) => ok(api.DELETE('/api/users/passkeys/{passkey_id}/', at(id)));
