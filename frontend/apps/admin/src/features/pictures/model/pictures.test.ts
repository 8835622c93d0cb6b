import { describe, expect, it, test } from 'vitest';
import { fileMistake, thatFit } from './files';
import { moved } from './order';

describe('a file', () => {
  it('may be a picture of five megabytes', () => {
    expect(fileMistake({ type: 'image/webp', size: 5 * 1024 * 1024 })).toBeUndefined();
  });

  test.each([
    ['image/svg+xml', 100, 'Send a JPEG, PNG, WebP or GIF picture.'],
    ['', 100, 'Send a JPEG, PNG, WebP or GIF picture.'],
    ['image/png', 5 * 1024 * 1024 + 1, 'A picture may have at most 5 MB.'],
  ])('%s of %i bytes: %s', (type, size, words) => {
    expect(fileMistake({ type, size })).toBe(words);
  });
});

test('no more than ten pictures belong to a product', () => {
  expect(thatFit(['a', 'b', 'c'], 8)).toEqual(['a', 'b']);
  expect(thatFit(['a'], 10)).toEqual([]);
});

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
  [0, -1, ['a', 'b', 'c']],
  [2, 9, ['a', 'b', 'c']],
])('from %i to %i', (from, to, order) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(order);
});
