import { expect, test } from 'vitest';
import { lastDays, periodOf, queryOf } from './period';

const NOW = new Date('2026-03-15T12:00');

test('a period includes today', () => {
  expect(lastDays(7, NOW)).toEqual({ from: '2026-03-09', to: '2026-03-15' });
  expect(lastDays(30, NOW)).toEqual({ from: '2026-02-14', to: '2026-03-15' });
});

test('days are recognised as the period they are', () => {
  expect(periodOf(lastDays(90, NOW), NOW)).toBe('90');
  expect(periodOf({ from: '2026-03-01', to: '2026-03-15' }, NOW)).toBe('');
});

test('days nobody chose are the last thirty', () => {
  expect(queryOf({ group_by: 'vendor', from: '', to: '', currency: '' }, NOW)).toEqual({
    group_by: 'vendor',
    from: '2026-02-14',
    to: '2026-03-15',
  });
});
