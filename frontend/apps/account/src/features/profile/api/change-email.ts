import { api, ok, useMutation, useQueryClient } from '@shopmesh/sdk';
import { meQuery } from '../../../shared/api/get-me';

/** The old address stays until the link in the letter to the new one was opened. */
export const changeEmail = (email: string) => ok(api.PATCH('/api/users/me/', { body: { email } }));

export function useChangeEmail() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: changeEmail, onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me) });
}
