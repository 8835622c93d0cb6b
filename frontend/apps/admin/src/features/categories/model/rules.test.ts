import { expect, test } from 'vitest';
import { mistakesIn, slugOf } from './rules';

test.each([
  ['Home & kitchen', 'home-kitchen'],
  ['  Café  Crème ', 'cafe-creme'],
  ['日本', ''],
])('the address of "%s" is "%s"', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

const GOOD = { name: 'Lamps', slug: 'lamps', tint: '#e8eefc', parent: '' };

test('a category has a name, an address and a colour', () => {
  expect(mistakesIn(GOOD)).toEqual({});
  expect(mistakesIn({ name: ' ', slug: 'Lamps!', tint: 'blue', parent: '' })).toEqual({
    name: 'This field may not be blank.',
    slug: 'Small letters and digits, with single dashes between them.',
    tint: 'A colour such as #FBE9DC.',
  });
  expect(mistakesIn({ ...GOOD, name: 'x'.repeat(81) })).toEqual({
    name: 'Ensure this field has no more than 80 characters.',
  });
});
