import { useMutation, useQueryClient } from '@shopmesh/sdk';
import { PAYMENTS } from './api/payment-query';

/** A change, refused or not: after it, everything these pages show is asked for anew. */
export function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: [PAYMENTS] }),
  }).mutateAsync;
}
