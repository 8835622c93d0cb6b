import { expect, test } from 'vitest';
import { countWords } from './count';

test.each([
  [0, 'exact', '0 products'],
  [1, 'exact', '1 product'],
  [999, 'exact', '999 products'],
  [1_000, 'at_least', '1,000 products and more'],
] as const)('%i, %s: %s', (count, relation, words) => {
  expect(countWords(count, relation)).toBe(words);
});
