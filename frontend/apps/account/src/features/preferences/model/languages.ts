/** "de" → "Deutsch": a language is looked for by its own name. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

// As in user_service's domain/preferences.py, by their own names in alphabetical order.
const TAGS = [
  'en',
  'en-GB',
  'de',
  'de-AT',
  'de-CH',
  'fr',
  'es',
  'it',
  'nl',
  'pl',
  'pt',
  'pt-BR',
  'sv',
  'da',
  'nb',
  'fi',
];

export const LANGUAGES = TAGS.map((tag) => ({ tag, name: nameOfLanguage(tag) })).sort((a, b) =>
  a.name.localeCompare(b.name),
);
