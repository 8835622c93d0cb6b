import { useMutation, useQueryClient } from '@shopmesh/sdk';

const PAGES = [['admin']];
/** What shoppers see as well. */
const SHOP = [...PAGES, ['products'], ['categories']];

function useChangeOf<Given, Answer>(change: (given: Given) => Promise<Answer>, keys: readonly string[][]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }))),
  }).mutateAsync;
}

/** A change; after it, everything these pages show is asked for anew. */
export const useChange = <Given, Answer>(change: (given: Given) => Promise<Answer>) => useChangeOf(change, PAGES);

/** A change of what is on sale: the shop's own lists are asked for anew, too. */
export const useShopChange = <Given, Answer>(change: (given: Given) => Promise<Answer>) => useChangeOf(change, SHOP);
