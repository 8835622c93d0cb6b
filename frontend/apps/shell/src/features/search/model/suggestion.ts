import type { Suggestions } from '@shopmesh/sdk';

/** Where choosing it leads. */
export const searchFor = (text: string): string => `/products?search=${encodeURIComponent(text)}`;

/** The address behind each suggestion, in the order they are shown: what the arrow keys walk. */
export const placesOf = ({ queries, categories, products }: Suggestions): string[] => [
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
