import type { Product } from '@shopmesh/sdk';
import type { Currency } from './rules';

/** A product as it stands in the fields. */
export interface Values {
  readonly name: string;
  readonly sku: string;
  readonly description: string;
  readonly category: string;
  readonly price: string;
  readonly currency: Currency;
}
export type Name = keyof Values;

export const NAMES: readonly Name[] = ['name', 'sku', 'description', 'category', 'price', 'currency'];
export const LABELS: Record<Name, string> = {
  name: 'Name',
  sku: 'SKU',
  description: 'Description',
  category: 'Category',
  price: 'Price',
  currency: 'Currency',
};

export const EMPTY: Values = { name: '', sku: '', description: '', category: '', price: '', currency: 'EUR' };

export const valuesOf = ({ name, sku, description, category, price, currency }: Product): Values => ({
  name,
  sku,
  description,
  category: category.slug,
  price,
  currency: currency as Currency, // the shop prices in no other
});

/** As the API writes it: no spaces around, a comma taken for the point it was meant to be. */
const tidied = (values: Values): Values => ({
  name: values.name.trim(),
  sku: values.sku.trim(),
  description: values.description.trim(),
  category: values.category,
  price: values.price.trim().replace(',', '.'),
  currency: values.currency,
});

export const inputOf = tidied;

/** What differs from what was read: a change sends nothing else. A new currency takes its price along. */
export function changesOf(before: Values, typed: Values): Partial<Values> {
  const after = tidied(typed);
  const names = NAMES.filter((name) => after[name] !== before[name]);
  if (names.includes('currency') && !names.includes('price')) names.push('price');
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}
