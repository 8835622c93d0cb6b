import { expect, test } from 'vitest';
import { DEFAULTS, isFiltered, queryOf } from './query';

test('nothing asked for is nothing sent, except the page', () => {
  expect(queryOf(DEFAULTS)).toEqual({ page: '1' });
  expect(isFiltered(DEFAULTS)).toBe(false);
  expect(isFiltered({ ...DEFAULTS, page: '3' })).toBe(false);
});

test('a day is a filter once it is one', () => {
  expect(queryOf({ ...DEFAULTS, from: '2026-03-01' })).toEqual({ page: '1', from: '2026-03-01' });
  expect(queryOf({ ...DEFAULTS, from: '2026-' })).toEqual({ page: '1' });
});
