/** What GET /api/products/suggest/ answers: what the text may become. */
export interface Suggested {
  readonly queries: readonly { readonly text: string }[];
  readonly categories: readonly { readonly slug: string; readonly name: string }[];
  readonly products: readonly SuggestedProduct[];
}

interface SuggestedProduct {
  readonly id: number;
  readonly name: string;
  readonly price: string;
  readonly currency: string;
  readonly image: { readonly url: string } | null;
  readonly category: { readonly tint: string };
}

/** Where choosing it leads. */
export const searchFor = (text: string): string => `/products?search=${encodeURIComponent(text)}`;

/** The address behind each suggestion, in the order they are shown: what the arrow keys walk. */
export const placesOf = ({ queries, categories, products }: Suggested): string[] => [
  ...queries.map(({ text }) => searchFor(text)),
  ...categories.map(({ slug }) => `/products?category=${slug}`),
  ...products.map(({ id }) => `/products/${id}`),
];

/** Around the list and through the box itself, which is -1. */
export const walked = (active: number, step: number, count: number): number =>
  ((active + step + count + 2) % (count + 1)) - 1;

/** "laptop stand" for "lap": what was typed, and what the shop adds. */
export function typedPart(text: string, typed: string): [string, string] {
  const same = text.toLowerCase().startsWith(typed.toLowerCase());
  return same ? [text.slice(0, typed.length), text.slice(typed.length)] : ['', text];
}
