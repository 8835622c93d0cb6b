import { useMutation, useQueryClient } from '@shopmesh/sdk';

/** A change; after it, everything these pages show is asked for anew. */
export function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
  }).mutateAsync;
}
