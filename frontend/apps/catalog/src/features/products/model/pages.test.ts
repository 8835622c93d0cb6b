import { expect, test } from 'vitest';
import { pagesAround } from './pages';

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [7, 50_000, [1, 6, 7, 8, 50_000]],
  [50_000, 50_000, [1, 49_999, 50_000]],
  [9, 4, [1, 4]],
])('page %i of %i offers %j', (page, pages, offered) => {
  expect(pagesAround(page, pages)).toEqual(offered);
});
