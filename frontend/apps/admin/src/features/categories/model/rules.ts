/** So many can stand above one: five levels are as many as a shopper finds a way through. */
export const DEEPEST = 4;
const LONGEST = { name: 80, slug: 60 };
const BLANK = 'This field may not be blank.';

export interface Values {
  readonly name: string;
  readonly slug: string;
  readonly tint: string;
  readonly parent: string;
}

/** "Home & kitchen" → "home-kitchen": what its address will be. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST.slug);

const nameMistake = (name: string) => {
  if (!name) return BLANK;
  return [...name].length > LONGEST.name ? `Ensure this field has no more than ${LONGEST.name} characters.` : undefined;
};

export function mistakesIn({ name, slug, tint }: Values): Partial<Record<keyof Values, string>> {
  const found = {
    name: nameMistake(name.trim()),
    slug: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)
      ? undefined
      : 'Small letters and digits, with single dashes between them.',
    tint: /^#[0-9a-f]{6}$/i.test(tint) ? undefined : 'A colour such as #FBE9DC.',
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined));
}
