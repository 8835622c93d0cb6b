import { ApiError } from '@shopmesh/sdk';

export const TOO_LATE = 'That took longer than five minutes. Enter your password again, and we go on from there.';

/** The first step has to be done again: the second one's ticket is used up, too old or not ours. */
export const isOver = (error: unknown): boolean =>
  error instanceof ApiError && ['token-expired', 'token-invalid', 'token-revoked'].includes(error.code);
