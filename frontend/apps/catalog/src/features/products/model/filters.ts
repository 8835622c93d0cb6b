import type { ProductsAsked } from '../../../shared/api/list-products';

// Everything the products page shows is in its URL: it can be shared, bookmarked and gone back to.

export const ORDERINGS = {
  popular: 'Most popular',
  newest: 'Newest first',
  rating: 'Best rated',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
  name: 'Name, A to Z',
} as const;
export type Ordering = keyof typeof ORDERINGS;

export interface Filters {
  search: string;
  /** Just these words: nothing they resemble. */
  exact: boolean;
  category: string;
  minPrice: string;
  maxPrice: string;
  /** "4": four stars or more; empty: any. */
  minRating: string;
  inStock: boolean;
  /** Whose goods: an organisation's or a vendor's id. */
  vendor: string;
  /** Empty: best match when searching, else best selling; the server's own choice. */
  ordering: Ordering | '';
  /** How far down: the page on screen, for whoever is sent the address. */
  page: number;
}

export const NONE: Filters = {
  search: '',
  exact: false,
  category: '',
  minPrice: '',
  maxPrice: '',
  minRating: '',
  inStock: false,
  vendor: '',
  ordering: '',
  page: 1,
};
export const PAGE_SIZE = 24;
/** The API counts pages to 10,000 rows only; further down its cursors lead. */
export const LAST_PAGE = Math.floor(10_000 / PAGE_SIZE);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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
    exact: text('exact') === 'true',
    category: text('category'),
    minPrice: price('min_price'),
    maxPrice: price('max_price'),
    minRating: /^[1-5]$/.test(text('min_rating')) ? text('min_rating') : '',
    inStock: text('in_stock') === 'true',
    vendor: UUID.test(text('vendor')) ? text('vendor') : '',
    ordering: isOrdering(ordering) ? ordering : '',
    page: Number.isInteger(page) && page > 0 && page <= LAST_PAGE ? page : 1,
  };
}

/** The shortest URL that says the same; the names are the API's. */
export function writeFilters(filters: Filters): URLSearchParams {
  const pairs: [string, string][] = [
    ['search', filters.search],
    ['exact', filters.exact ? 'true' : ''],
    ['category', filters.category],
    ['min_price', filters.minPrice],
    ['max_price', filters.maxPrice],
    ['min_rating', filters.minRating],
    ['in_stock', filters.inStock ? 'true' : ''],
    ['vendor', filters.vendor],
    ['ordering', filters.ordering],
    ['page', filters.page > 1 ? String(filters.page) : ''],
  ];
  return new URLSearchParams(pairs.filter(([, value]) => value !== ''));
}

export function hrefOf(filters: Filters): string {
  const query = writeFilters(filters).toString();
  return query ? `/products?${query}` : '/products';
}

/** A changed filter begins the list anew. */
export const narrowed = (filters: Filters, change: Partial<Filters>): Filters => ({ ...filters, ...change, page: 1 });

/**
 * The shop looks for other words only when it has nothing at all for these, so that who insists on them gets nothing: there is
 * no need to ask again.
 */
export const nothingExactly = ({ exact }: Filters, corrected: string | null | undefined): boolean =>
  exact && Boolean(corrected);

export const asked = (filters: Filters): ProductsAsked => ({
  ...Object.fromEntries(writeFilters({ ...filters, exact: false, page: 1 })),
  ...(filters.page > 1 ? { page: filters.page } : {}),
  page_size: PAGE_SIZE,
});

/** What the figures beside the filters are counted for: order and place in the list do not matter to them. */
export const counted = (filters: Filters): Record<string, string> =>
  Object.fromEntries(writeFilters({ ...filters, exact: false, ordering: '', page: 1 }));

/** "50" and "20" the wrong way round is a slip, not a wish for nothing. */
export function orderedRange(minPrice: string, maxPrice: string): Pick<Filters, 'minPrice' | 'maxPrice'> {
  const swapped = minPrice && maxPrice && Number(minPrice) > Number(maxPrice);
  return swapped ? { minPrice: maxPrice, maxPrice: minPrice } : { minPrice, maxPrice };
}

export const priceError = (text: string): string | undefined =>
  text.trim() === '' || isPrice(text.trim()) ? undefined : 'A number, like 49.90.';

/** How many of the panel's own filters are set, for the button that opens it on a phone. */
export const countSet = ({ category, minPrice, maxPrice, minRating, inStock, vendor }: Filters): number =>
  [category, minPrice || maxPrice, minRating, inStock, vendor].filter(Boolean).length;
