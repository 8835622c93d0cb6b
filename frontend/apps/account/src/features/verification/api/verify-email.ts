import { api, ok, useMutation, useQueryClient } from '@shopmesh/sdk';
import { meQuery } from '../../../shared/api/get-me';

export const verifyEmail = (token: string) => ok(api.POST('/api/auth/verify-email/', { body: { token } }));

export function useVerifyEmail() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: verifyEmail,
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}
