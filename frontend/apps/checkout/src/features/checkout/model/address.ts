import type { Me, Shipping } from '@shopmesh/sdk';

export type Address = Required<Shipping>;
export const NO_ADDRESS: Address = { name: '', line1: '', line2: '', postal_code: '', city: '', country: 'DE' };

// The order service's own limits.
const LIMITS = { name: 100, line1: 200, line2: 200, postal_code: 20, city: 100, country: 60 };
const ASKED: [keyof Address, string][] = [
  ['name', 'Enter the name on the door.'],
  ['line1', 'Enter street and number.'],
  ['postal_code', 'Enter the postal code.'],
  ['city', 'Enter the city.'],
  ['country', 'Choose the country.'],
];

export function addressErrors(address: Address): Partial<Record<keyof Address, string>> {
  const missing = ASKED.filter(([name]) => !address[name].trim());
  const tooLong = (Object.keys(LIMITS) as (keyof Address)[]).filter((name) => address[name].length > LIMITS[name]);
  return {
    ...Object.fromEntries(missing),
    ...Object.fromEntries(tooLong.map((name) => [name, `Use at most ${LIMITS[name]} characters.`])),
  };
}

export const trimmed = (address: Address): Address =>
  Object.fromEntries(Object.entries(address).map(([name, value]) => [name, value.trim()])) as unknown as Address;

const POSTAL_AND_CITY = /^((?=\S*\d)[\dA-Z][\dA-Z -]{2,9}?) (\D+)$/i;

/** The profile keeps one free text, "Lindenstraße 5, 10115 Berlin": as much of it as can be told apart. */
export function fromProfile({
  first_name,
  last_name,
  address,
}: Pick<Me, 'first_name' | 'last_name' | 'address'>): Address {
  const name = `${first_name} ${last_name}`.trim();
  const [line1 = '', ...rest] = address.split(/[\n,]/).map((part) => part.trim());
  const place = rest.map((part) => POSTAL_AND_CITY.exec(part)).find(Boolean);
  return { ...NO_ADDRESS, name, line1, postal_code: place?.[1] ?? '', city: place?.[2] ?? '' };
}
