import { expect, test } from 'vitest';
import { placesAfter, siblingsOf } from './order';

const at = (slug: string, position: number, parent: string | null = null) => ({ slug, position, parent });
const TREE = [at('a', 1), at('aa', 1, 'a'), at('ab', 2, 'a'), at('b', 2), at('c', 3)];

test('a category moves among its siblings, and no other place is written', () => {
  expect(siblingsOf(at('ab', 2, 'a'), TREE).map(({ slug }) => slug)).toEqual(['aa', 'ab']);
  expect([...placesAfter(at('c', 3), -1, TREE)]).toEqual([
    ['c', 2],
    ['b', 3],
  ]);
  expect([...placesAfter(at('ab', 2, 'a'), -1, TREE)]).toEqual([
    ['ab', 1],
    ['aa', 2],
  ]);
});

test('beyond the ends there is nothing to write', () => {
  expect(placesAfter(at('a', 1), -1, TREE).size).toBe(0);
  expect(placesAfter(at('c', 3), 1, TREE).size).toBe(0);
});
