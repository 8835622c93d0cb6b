import { expect, test } from 'vitest';
import { begin, placed, withNext, withPrevious } from './listing';

const slice = (ids: number[], previous: string | null, next: string | null) => ({
  previous,
  next,
  results: ids.map((id) => ({ id })),
});
const FIRST = slice([1, 2], null, 'b');
const SECOND = slice([3, 4], 'a', 'c');
const ids = (listing: Parameters<typeof placed>[0]) => placed(listing).map(({ item }) => item.id);

test('slices follow one another, and each knows its place', () => {
  const listing = withNext(begin(FIRST, 1), 'b', SECOND);
  expect(placed(listing)).toEqual([
    { item: { id: 1 }, begins: 1 },
    { item: { id: 2 }, begins: undefined },
    { item: { id: 3 }, begins: 2 },
    { item: { id: 4 }, begins: undefined },
  ]);
});

test('a shared address begins further down, and what is before it can be read too', () => {
  const shared = begin(SECOND, 2);
  expect(placed(shared)[0]?.begins).toBe(2);
  const whole = withPrevious(shared, 'a', FIRST);
  expect(ids(whole)).toEqual([1, 2, 3, 4]);
  expect(placed(whole)[2]?.begins).toBe(2);
});

test('an answer that comes twice, or late, changes nothing', () => {
  const listing = withNext(begin(FIRST, 1), 'b', SECOND);
  expect(withNext(listing, 'b', SECOND)).toBe(listing);
  expect(withPrevious(listing, 'a', FIRST)).toBe(listing);
});

test('what moved down while somebody read is shown once', () => {
  const moved = slice([2, 3], 'a', null);
  expect(ids(withNext(begin(FIRST, 1), 'b', moved))).toEqual([1, 2, 3]);
});
