import { api, type Me, ok, useMutation, useQueryClient } from '@shopmesh/sdk';
import { meQuery } from '../../../shared/api/get-me';

export type ProfileChange = Pick<Me, 'first_name' | 'last_name' | 'phone' | 'address' | 'bio'>;

export const updateMe = (change: ProfileChange) => ok(api.PATCH('/api/users/me/', { body: change }));

export function useUpdateMe() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: updateMe, onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me) });
}
