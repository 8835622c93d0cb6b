interface Placed {
  readonly slug: string;
  readonly parent: string | null;
  readonly position: number;
}

/** Those that stand beside it, itself among them, in their order. */
export const siblingsOf = <C extends Placed>(one: Placed, tree: readonly C[]): readonly C[] =>
  tree.filter(({ parent }) => parent === one.parent);

/** What has to be written so that it stands one further up (-1) or down (1): as little as possible. */
export function placesAfter(one: Placed, by: -1 | 1, tree: readonly Placed[]): ReadonlyMap<string, number> {
  const siblings = siblingsOf(one, tree);
  const from = siblings.findIndex(({ slug }) => slug === one.slug);
  const [moving] = siblings.slice(from, from + 1);
  if (!moving || from + by < 0 || from + by >= siblings.length) return new Map();
  const order = siblings.toSpliced(from, 1).toSpliced(from + by, 0, moving);
  return new Map(
    order.flatMap(({ slug, position }, place) => (position === place + 1 ? [] : [[slug, place + 1] as const])),
  );
}
