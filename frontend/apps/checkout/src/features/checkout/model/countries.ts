const CODES = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
  ' ',
);
const names = new Intl.DisplayNames('en', { type: 'region' });

/** Where we deliver, by name. A country of an earlier order stays choosable. */
export function countries(known: string): { code: string; name: string }[] {
  const codes = known && !CODES.includes(known) ? [...CODES, known] : CODES;
  return codes
    .map((code) => ({ code, name: /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
