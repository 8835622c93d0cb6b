import { expect, test } from 'vitest';
import { instant } from './days';

test('a day begins at its midnight and ends at the next', () => {
  expect(instant('2026-03-01')).toBe(new Date('2026-03-01T00:00').toISOString());
  expect(instant('2026-03-01', { end: true })).toBe(new Date('2026-03-02T00:00').toISOString());
});

test.each(['', 'yesterday', '20266-01-01', '2026-13-01'])('what is no day is no filter: %s', (typed) => {
  expect(instant(typed)).toBe('');
  expect(instant(typed, { end: true })).toBe('');
});
