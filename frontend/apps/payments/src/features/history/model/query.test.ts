import { expect, test } from 'vitest';
import { DEFAULTS, isFiltered, queryOf } from './query';

test('nothing asked for is nothing sent, except the page', () => {
  expect(queryOf(DEFAULTS)).toEqual({ page: '1' });
  expect(isFiltered(DEFAULTS)).toBe(false);
  expect(isFiltered({ ...DEFAULTS, page: '3' })).toBe(false);
});

test('a day begins in the reader’s time zone, and "to" includes it', () => {
  const { from, to } = queryOf({ ...DEFAULTS, from: '2026-03-01', to: '2026-03-01' });
  expect(from).toBe(new Date('2026-03-01T00:00').toISOString());
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
});

test('half a date is no filter', () => {
  expect(queryOf({ ...DEFAULTS, from: '2026-' })).toEqual({ page: '1' });
});
