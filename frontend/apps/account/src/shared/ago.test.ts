import { expect, test } from 'vitest';
import { ago } from './ago';

const NOW = Date.parse('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10T11:59:30Z', 'just now'],
  ['2026-03-10T11:55:00Z', '5 minutes ago'],
  ['2026-03-10T10:30:00Z', '1 hour ago'],
  ['2026-03-09T11:00:00Z', 'yesterday'],
  ['2026-03-01T12:00:00Z', '9 days ago'],
  ['2026-03-10T12:00:20Z', 'just now'],
])('%s was %s', (iso, words) => {
  expect(ago(iso, NOW)).toBe(words);
});
