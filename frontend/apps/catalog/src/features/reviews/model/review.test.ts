import { expect, test } from 'vitest';
import { barWords, LONGEST, mistakes, share, wasEdited } from './review';

const draft = { rating: '4', title: 'Good', text: 'Works.' };

test('stars and a title are a review; more words are welcome, and not asked for', () => {
  expect(mistakes(draft)).toEqual({});
  expect(mistakes({ rating: '1', title: 'No', text: '' })).toEqual({});
});

test('what the shop would refuse is told at once', () => {
  expect(mistakes({ ...draft, title: '  ' })).toEqual({ title: 'Say it in a few words.' });
  expect(mistakes({ ...draft, rating: '' })).toEqual({ rating: 'Choose between one and five stars.' });
  expect(Object.keys(mistakes({ rating: '6', title: 'x'.repeat(121), text: 'x'.repeat(LONGEST.text + 1) }))).toEqual([
    'rating',
    'title',
    'text',
  ]);
});

test('a bar says its stars, its reviews and its part', () => {
  const summary = { average: '4.1', count: 8, histogram: { '5': 4, '4': 2, '3': 1, '2': 0, '1': 1 } };
  expect(barWords('5', summary)).toBe('5 stars: 4 reviews, 50 percent');
  expect(barWords('1', summary)).toBe('1 star: 1 review, 13 percent');
  expect(share(0, 0)).toBe(0);
});

test('two stamps of one moment are no change', () => {
  const created_at = '2026-03-01T10:00:00.100Z';
  expect(wasEdited({ created_at, updated_at: '2026-03-01T10:00:00.200Z' })).toBe(false);
  expect(wasEdited({ created_at, updated_at: '2026-03-02T10:00:00Z' })).toBe(true);
});
