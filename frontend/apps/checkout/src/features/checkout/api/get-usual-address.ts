import { api, ok, queryOptions, type Shipping, useQuery } from '@shopmesh/sdk';
import { fromProfile } from '../model/address';

/** Where the last order went; before the first order, what the profile says. */
async function getUsualAddress(userId: string): Promise<Shipping> {
  const [orders, me] = await Promise.all([
    ok(api.GET('/api/orders/user/{user_id}/', { params: { path: { user_id: userId }, query: { page_size: 1 } } })),
    ok(api.GET('/api/users/me/')),
  ]);
  return orders.results[0]?.shipping ?? fromProfile(me);
}

export const usualAddressQuery = (userId: string) =>
  queryOptions({ queryKey: ['orders', 'usual-address', userId], queryFn: () => getUsualAddress(userId), retry: false });

/** A convenience: when it cannot be had, the form is simply empty. */
export const useUsualAddress = (userId: string) => useQuery(usualAddressQuery(userId));
