import { api, ok, useQuery, useSession } from '@shopmesh/sdk';

const STALE_MS = 5 * 60_000;

export const getMe = () => ok(api.GET('/api/users/me/'));

/** The same key as in the account remote: a new picture there is a new picture here. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: getMe,
    enabled: useSession().status === 'signed-in',
    staleTime: STALE_MS,
    retry: false, // the menu works without a picture
  });
