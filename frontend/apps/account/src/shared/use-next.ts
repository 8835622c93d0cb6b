import { safeNext, useSearchParams } from '@shopmesh/sdk';

/** Where to go after signing in: a path of this shop, or home. */
export const useNext = (): string => safeNext(useSearchParams()[0].get('next'));

export const keepNext = (path: string, next: string): string =>
  next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
