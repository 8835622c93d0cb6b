import { expect, test } from 'vitest';
import { LANGUAGES, nameOfLanguage } from './languages';

test('a language is called by its own name', () => {
  expect(nameOfLanguage('de')).toBe('Deutsch');
  expect(nameOfLanguage('fr')).toBe('Français');
});

test('no two are called the same', () => {
  expect(new Set(LANGUAGES.map(({ name }) => name)).size).toBe(LANGUAGES.length);
});
