import { keepPreviousData, useMutation, useNavigationType, useQuery, useQueryClient } from '@shopmesh/sdk';
import { begin, type Listing, type Slice, withNext, withPrevious } from './listing';

const FRESH_MS = 30_000;
const KEPT_MS = 30 * 60_000;

interface ListingOptions<S> {
  queryKey: readonly unknown[];
  /** The slice to begin with, when nothing is kept yet. */
  open: () => Promise<S>;
  first?: number;
  follow: (address: string) => Promise<S>;
}

/**
 * A list that grows. Whoever comes back to it finds what they had read, as long as they left it, without one request; whoever
 * comes anew gets a new beginning. It is never refetched behind a reader's back: that would throw away all but its beginning.
 */
export function useListing<S extends Slice>({ queryKey, open, first = 1, follow }: ListingOptions<S>) {
  const client = useQueryClient();
  const back = useNavigationType() === 'POP';
  const query = useQuery({
    queryKey,
    queryFn: async () => begin(await open(), first),
    staleTime: back ? Number.POSITIVE_INFINITY : FRESH_MS,
    gcTime: KEPT_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });

  type Read = (listing: Listing<S>, address: string, slice: S) => Listing<S>;
  const read = async ({ address, join }: { address: string; join: Read }) => {
    const slice = await follow(address);
    client.setQueryData<Listing<S>>(queryKey, (listing) => listing && join(listing, address, slice));
  };
  const next = useMutation({ mutationFn: read });
  const previous = useMutation({ mutationFn: read });

  const listing = query.data;
  const settled = !query.isPlaceholderData && !query.isFetching;
  const reader = (mutation: typeof next, address: string | null | undefined, join: Read) => ({
    there: settled && Boolean(address),
    busy: mutation.isPending,
    error: mutation.error,
    read: () =>
      address && settled && !mutation.isPending ? mutation.mutateAsync({ address, join }) : Promise.resolve(),
  });
  return {
    query,
    listing,
    next: reader(next, listing?.slices.at(-1)?.next, withNext),
    previous: reader(previous, listing?.slices[0]?.previous, withPrevious),
  };
}
