import { api, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

const listKeys = () => ok(api.GET('/api/admin/keys/'));
export type KeyList = Awaited<ReturnType<typeof listKeys>>;
export type SigningKey = KeyList['results'][number];

const POLL_MS = 5_000; // a rotation goes on by itself

export const useKeys = () => useQuery({ queryKey: ['admin', 'keys'], queryFn: listKeys, refetchInterval: POLL_MS });

export const useRotate = () => useChange((_: undefined) => ok(api.POST('/api/admin/keys/rotate/')));
export const useRevoke = () =>
  useChange((kid: string) => ok(api.POST('/api/admin/keys/{kid}/revoke/', { params: { path: { kid } } })));
