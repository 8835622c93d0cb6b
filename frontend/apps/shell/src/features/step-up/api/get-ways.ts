import { api, ok, useQuery } from '@shopmesh/sdk';

export const getWays = () => ok(api.GET('/api/auth/step-up/'));

/** How this person can confirm who they are; asked anew each time, because it may just have changed. */
export const useWays = () => useQuery({ queryKey: ['step-up'], queryFn: getWays, staleTime: 0, gcTime: 0 });
