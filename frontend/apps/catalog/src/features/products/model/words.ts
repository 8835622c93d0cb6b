import type { ProductPage } from '@shopmesh/sdk';
import { formatPrice } from '@shopmesh/ui';
import type { Filters } from './filters';

type Counted = Pick<ProductPage, 'count'> & Partial<Pick<ProductPage, 'count_relation'>>;

/** "1,000+ products" where counting stopped. */
export function countWords({ count, count_relation }: Counted): string {
  if (count === 1) return '1 product';
  return `${count.toLocaleString('en')}${count_relation === 'at_least' ? '+' : ''} products`;
}

const euro = (amount: string) => formatPrice(amount, 'EUR');

export function rangeWords(min: string | null, max: string | null): string {
  if (min && max) return `${euro(min)} to ${euro(max)}`;
  if (min) return `From ${euro(min)}`;
  return max ? `Up to ${euro(max)}` : 'Any price';
}

export const ratingWords = (stars: number | string): string =>
  Number(stars) === 5 ? '5 stars' : `${stars} stars or more`;

interface Chip {
  readonly label: string;
  readonly without: Partial<Filters>;
}

/** What narrows the list, each with what taking it away changes. */
export function chipsOf(filters: Filters, categoryName: string | undefined): Chip[] {
  const { search, category, minPrice, maxPrice, minRating, inStock, vendor } = filters;
  return [
    ...(search ? [{ label: `“${search}”`, without: { search: '' } }] : []),
    ...(category ? [{ label: categoryName ?? category, without: { category: '' } }] : []),
    ...(minPrice || maxPrice
      ? [{ label: rangeWords(minPrice, maxPrice), without: { minPrice: '', maxPrice: '' } }]
      : []),
    ...(minRating ? [{ label: ratingWords(minRating), without: { minRating: '' } }] : []),
    ...(inStock ? [{ label: 'In stock', without: { inStock: false } }] : []),
    ...(vendor ? [{ label: 'One seller', without: { vendor: '' } }] : []),
  ];
}
