/** One answer of a list that is read slice by slice: cursors lead from each to its neighbours. */
export interface Slice<T = unknown> {
  readonly next?: string | null;
  readonly previous?: string | null;
  readonly results: readonly T[];
}

/** The slices read so far, without a gap. */
export interface Listing<S extends Slice> {
  readonly slices: readonly S[];
  /** The first one's place in the whole list, from 1: a shared address may begin further down. */
  readonly first: number;
}

export const begin = <S extends Slice>(slice: S, first: number): Listing<S> => ({ slices: [slice], first });

/** The listing with what `address` answered at its end; as it was, if it ends elsewhere by now. */
export function withNext<S extends Slice>(listing: Listing<S>, address: string, slice: S): Listing<S> {
  if (listing.slices.at(-1)?.next !== address) return listing;
  return { ...listing, slices: [...listing.slices, slice] };
}

export function withPrevious<S extends Slice>(listing: Listing<S>, address: string, slice: S): Listing<S> {
  if (listing.slices[0]?.previous !== address) return listing;
  return { first: Math.max(1, listing.first - 1), slices: [slice, ...listing.slices] };
}

interface Placed<T> {
  readonly item: T;
  /** Set on the first of each slice: where in the whole list it stands. */
  readonly begins: number | undefined;
}

/** Every item once: what moved in the list while somebody read it may be answered twice. */
export function placed<T extends { readonly id: number | string }>(listing: Listing<Slice<T>>): Placed<T>[] {
  const seen = new Set<number | string>();
  return listing.slices.flatMap(({ results }, index) => {
    const fresh = results.filter(({ id }) => !seen.has(id) && seen.add(id));
    return fresh.map((item, at) => ({ item, begins: at === 0 ? listing.first + index : undefined }));
  });
}
