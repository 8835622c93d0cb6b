import { api, ok } from '@shopmesh/sdk';

export const resetPassword = (token: string, new_password: string) =>
  ok(api.POST('/api/auth/reset-password/', { body: { token, new_password } }));
