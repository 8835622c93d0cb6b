import { api, ok, useMutation } from '@shopmesh/sdk';

export const resendVerification = () => ok(api.POST('/api/auth/verify-email/resend/'));

export const useResendVerification = () => useMutation({ mutationFn: resendVerification });
