import type { ProductsAsked } from '../../../shared/api/list-products';

// Everything the products page shows is in its URL: it can be shared, bookmarked and gone back to.

export const ORDERINGS = {
  popular: 'Most popular',
  newest: 'Newest first',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
  name: 'Name, A to Z',
} as const;
export type Ordering = keyof typeof ORDERINGS;

export interface Filters {
  search: string;
  category: string;
  minPrice: string;
  maxPrice: string;
  inStock: boolean;
  /** Empty: best match when searching, else best selling; the server's own choice. */
  ordering: Ordering | '';
  page: number;
}

export const NONE: Filters = {
  search: '',
  category: '',
  minPrice: '',
  maxPrice: '',
  inStock: false,
  ordering: '',
  page: 1,
};
export const PAGE_SIZE = 24;

const isPrice = (text: string): boolean => /^\d{1,7}(\.\d{1,2})?$/.test(text);
const isOrdering = (text: string): text is Ordering => Object.hasOwn(ORDERINGS, text);

/** A hand-edited URL cannot break the page: what makes no sense counts as not given. */
export function readFilters(params: URLSearchParams): Filters {
  const text = (name: string) => params.get(name)?.trim() ?? '';
  const price = (name: string) => (isPrice(text(name)) ? text(name) : '');
  const ordering = text('ordering');
  const page = Number(text('page'));
  return {
    search: text('search'),
    category: text('category'),
    minPrice: price('min_price'),
    maxPrice: price('max_price'),
    inStock: text('in_stock') === 'true',
    ordering: isOrdering(ordering) ? ordering : '',
    page: Number.isInteger(page) && page > 0 && page < 1e6 ? page : 1,
  };
}

/** The shortest URL that says the same; the names are the API's. */
export function writeFilters(filters: Filters): URLSearchParams {
  const pairs: [string, string][] = [
    ['search', filters.search],
    ['category', filters.category],
    ['min_price', filters.minPrice],
    ['max_price', filters.maxPrice],
    ['in_stock', filters.inStock ? 'true' : ''],
    ['ordering', filters.ordering],
    ['page', filters.page > 1 ? String(filters.page) : ''],
  ];
  return new URLSearchParams(pairs.filter(([, value]) => value !== ''));
}

export function hrefOf(filters: Filters): string {
  const query = writeFilters(filters).toString();
  return query ? `/products?${query}` : '/products';
}

export const asked = (filters: Filters): ProductsAsked => ({
  ...Object.fromEntries(writeFilters({ ...filters, page: 1 })),
  page: filters.page,
  page_size: PAGE_SIZE,
});

/** "50" and "20" the wrong way round is a slip, not a wish for nothing. */
export function orderedRange(minPrice: string, maxPrice: string): Pick<Filters, 'minPrice' | 'maxPrice'> {
  const swapped = minPrice && maxPrice && Number(minPrice) > Number(maxPrice);
  return swapped ? { minPrice: maxPrice, maxPrice: minPrice } : { minPrice, maxPrice };
}

export const priceError = (text: string): string | undefined =>
  text.trim() === '' || isPrice(text.trim()) ? undefined : 'A number, like 49.90.';

/** How many of the panel's own filters are set, for the button that opens it on a phone. */
export const countSet = ({ category, minPrice, maxPrice, inStock }: Filters): number =>
  [category, minPrice || maxPrice, inStock].filter(Boolean).length;
