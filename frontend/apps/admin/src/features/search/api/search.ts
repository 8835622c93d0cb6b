import { api, ok, useQuery } from '@shopmesh/sdk';
import { useChange } from '../../../shared/use-change';

const readState = () => ok(api.GET('/api/products/search/state/'));

export type Index = Awaited<ReturnType<typeof readState>>['indexes'][number];
export type Target = Index['target'];

/** Soon again while something goes on, and now and then in any case: shoppers change the shop, too. */
export const pauseAfter = (indexes: readonly Index[] | undefined): number =>
  indexes?.some(({ run }) => run && run.standing !== 'done') ? 1_500 : 15_000;

export const useSearchState = () =>
  useQuery({
    queryKey: ['admin', 'search'],
    queryFn: readState,
    refetchInterval: ({ state }) => pauseAfter(state.data?.indexes),
  });

export const useReindex = () =>
  useChange((target: Target) => ok(api.POST('/api/products/search/reindex/', { body: { target } })));
