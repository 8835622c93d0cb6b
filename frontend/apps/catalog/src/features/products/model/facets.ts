import type { Category, Facets } from '@shopmesh/sdk';

type Branch = Pick<Category, 'slug' | 'name' | 'parent' | 'product_count'>;

/** Null: from nothing, or without an end. */
type PriceBucket = Record<'min' | 'max', string | null> & { readonly count: number };

export interface TreeRow {
  readonly slug: string;
  readonly name: string;
  readonly depth: number;
  readonly count: number | undefined;
}

/** From the category up to its root. */
export function ancestry(branches: readonly Branch[], slug: string): string[] {
  const parents = new Map(branches.map((branch) => [branch.slug, branch.parent ?? '']));
  const line: string[] = [];
  for (let at = slug; at && parents.has(at) && !line.includes(at); at = parents.get(at) ?? '') line.push(at);
  return line;
}

/**
 * The part of the tree worth showing: the roots, and below what is chosen (and everything above it) the next level.
 * Without figures, the catalogue's own counts; what would leave nothing is left out, unless it is chosen.
 */
export function treeRows(branches: readonly Branch[], facets: Facets | undefined, chosen: string): TreeRow[] {
  const line = ancestry(branches, chosen);
  const open = new Set(['', ...line]);
  const counts = isWhole(facets) ? new Map(facets.categories.map(({ slug, count }) => [slug, count])) : undefined;
  const rowOf = ({ slug, name, product_count }: Branch): TreeRow => ({
    slug,
    name,
    depth: ancestry(branches, slug).length - 1,
    count: facets ? counts?.get(slug) : product_count,
  });
  return branches
    .filter(({ parent }) => open.has(parent ?? ''))
    .map(rowOf)
    .filter(({ slug, count }) => line.includes(slug) || !counts || (count ?? 0) > 0);
}

/** Each kind of choice with the figures that were counted for it; whole only if all of them are. */
export function together(of: Record<'all' | 'categories' | 'prices' | 'ratings', Facets>): Facets {
  const whole = Object.values(of).every(isWhole);
  return {
    ...of.all,
    count_relation: whole ? 'exact' : 'at_least',
    categories: of.categories.categories,
    prices: of.prices.prices,
    ratings: of.ratings.ratings,
  };
}

/** False where only the first thousand were looked at: then the figures are of those, and say nothing about all. */
export const isWhole = (facets: Facets | undefined): facets is Facets => facets?.count_relation === 'exact';

/** A figure to show, where it is one. */
export const figure = (facets: Facets | undefined, count: number): number | undefined =>
  isWhole(facets) ? count : undefined;

/** Bands with something in them, from the cheapest; one alone is no choice. */
export function priceChoices(facets: Facets | undefined): readonly PriceBucket[] {
  const filled = facets?.prices.filter(({ count }) => count > 0) ?? [];
  return filled.length > 1 ? filled.map((band) => ({ ...band, min: Number(band.min) > 0 ? band.min : null })) : [];
}

/** "Five or more" is nobody's wish, and "one or more" everybody's. */
export const ratingChoices = (facets: Facets | undefined) =>
  facets?.ratings.filter(({ min_rating }) => min_rating > 1 && min_rating < 5) ?? [];
