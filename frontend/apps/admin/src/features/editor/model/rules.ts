import type { Values } from './values';

// The rules of product_service, in its words, so that most mistakes are told before anything is sent.

/** Digits behind the point, of the currencies the shop can price in. */
export const DIGITS = { EUR: 2, USD: 2, GBP: 2, CHF: 2, SEK: 2, PLN: 2, JPY: 0, KWD: 3 } as const;
export type Currency = keyof typeof DIGITS;
export const CURRENCIES = Object.keys(DIGITS) as Currency[];
export const LONGEST = { name: 200, sku: 40, description: 5_000 } as const;
const MOST_UNITS = 1_000_000;
const HIGHEST = 10n ** 10n; // minor units
const BLANK = 'This field may not be blank.';

const SKU = /^[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?$/;
const PLAIN_DECIMAL = /^([0-9]{1,15})(?:\.([0-9]{1,3}))?$/;

/** Python counts characters, where JavaScript counts halves of some. */
const tooLong = (text: string, most: number) =>
  [...text].length > most ? `Ensure this field has no more than ${most} characters.` : undefined;

const decimal = (minor: bigint, digits: number) => {
  const text = minor.toString();
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
};

export function priceMistake(typed: string, currency: Currency): string | undefined {
  const price = typed.trim().replace(',', '.');
  if (price === '') return BLANK;
  const [, whole, given = ''] = PLAIN_DECIMAL.exec(price) ?? [];
  if (whole === undefined) return 'Write the amount as a plain decimal string, such as "12.34".';
  const digits = DIGITS[currency];
  const fraction = given.replace(/0+$/, '');
  if (fraction.length > digits) return `${currency} has ${digits} decimal places.`;
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return minor > 0n && minor <= HIGHEST ? undefined : `More than zero, at most ${decimal(HIGHEST, digits)}.`;
}

export function stockMistake(typed: string): string | undefined {
  const units = typed.trim();
  if (!/^[+-]?\d+$/.test(units)) return 'A valid integer is required.';
  if (Number(units) < 0) return 'Ensure this value is greater than or equal to 0.';
  return Number(units) > MOST_UNITS ? `Ensure this value is less than or equal to ${MOST_UNITS}.` : undefined;
}

const skuMistake = (sku: string) => {
  if (sku === '') return BLANK;
  return SKU.test(sku) ? tooLong(sku, LONGEST.sku) : 'Capital letters, digits and dashes.';
};

/** Field → why it cannot stay as it is; nothing where it can. */
export function mistakesIn(values: Values & { stock?: string }): Partial<Record<keyof typeof values, string>> {
  const found = {
    name: values.name.trim() ? tooLong(values.name.trim(), LONGEST.name) : BLANK,
    sku: skuMistake(values.sku.trim()),
    description: tooLong(values.description.trim(), LONGEST.description),
    category: values.category ? undefined : BLANK,
    price: priceMistake(values.price, values.currency),
    stock: values.stock === undefined ? undefined : stockMistake(values.stock),
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined));
}
