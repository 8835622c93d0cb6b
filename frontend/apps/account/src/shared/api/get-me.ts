import { api, ok, queryOptions, useQuery } from '@shopmesh/sdk';

export const getMe = () => ok(api.GET('/api/users/me/'));

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: getMe });

export const useMe = () => useQuery(meQuery);
