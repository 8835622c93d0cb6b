import { expect, test } from 'vitest';
import { codesAsText, codesLeft } from './backup-codes';

test('the file says whose codes these are, from when, and each on a line of its own', () => {
  const text = codesAsText(['aaaaa-bbbbb', 'ccccc-ddddd'], 'ada', new Date('2026-03-01T10:00:00Z'));
  expect(text).toContain('of ada');
  expect(text).toContain('2026-03-01');
  expect(text.trim().split('\n').slice(-2)).toEqual(['aaaaa-bbbbb', 'ccccc-ddddd']);
});

test.each([
  [10, '10 left'],
  [2, 'Only 2 left: make new ones'],
  [0, 'None left: make some, for the day your devices are lost'],
])('%i codes: %s', (count, words) => {
  expect(codesLeft(count)).toBe(words);
});
