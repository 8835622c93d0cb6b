import { expect, test, vi } from 'vitest';
import { allPages } from './all-pages';

test('every page is read, in order, and progress is told', async () => {
  const pages = [
    { count: 3, next: '/?page=2', results: ['a', 'b'] },
    { count: 3, next: null, results: ['c'] },
  ];
  const tell = vi.fn();
  expect(await allPages(async (page) => pages[page - 1] as (typeof pages)[number], tell)).toEqual(['a', 'b', 'c']);
  expect(tell.mock.calls).toEqual([
    [2, 3],
    [3, 3],
  ]);
});

test('somebody without any is done after one request', async () => {
  const read = vi.fn(async () => ({ count: 0, next: null, results: [] }));
  expect(await allPages(read, () => undefined)).toEqual([]);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a page that is empty although more was promised ends it too', async () => {
  const read = vi.fn(async () => ({ count: 9, next: '/?page=2', results: [] }));
  expect(await allPages(read, () => undefined)).toEqual([]);
});
