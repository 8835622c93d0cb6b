import { api, ok } from '@shopmesh/sdk';

export const beginSms = (phone: string) => ok(api.POST('/api/users/2fa/sms/setup/', { body: { phone } }));

/** Backup codes come with the first second factor of an account only. */
export async function finishSms(code: string): Promise<readonly string[]> {
  const answer = await ok(api.POST('/api/users/2fa/sms/verify-setup/', { body: { code } }));
  return answer.backup_codes ?? [];
}

export const removeSms = () => ok(api.DELETE('/api/users/2fa/sms/'));
