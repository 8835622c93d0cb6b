import { api, ok } from '@shopmesh/sdk';

/** The same answer for an address we know and one we do not. */
export const forgotPassword = (email: string) => ok(api.POST('/api/auth/forgot-password/', { body: { email } }));
