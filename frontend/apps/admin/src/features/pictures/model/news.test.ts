import { expect, test } from 'vitest';
import { newsOf } from './news';

const shown = (...ids: number[]) => ids.map((id) => ({ id, alt: `View ${id}` }));

test('a gallery that is as it was has no news', () => {
  expect(newsOf(shown(1, 2), shown(1, 2))).toEqual([]);
});

test('what came, what went, what is described anew and what moved is said', () => {
  const now = [
    { id: 3, alt: '' },
    { id: 4, alt: 'New' },
    { id: 1, alt: 'In blue' },
  ];
  expect(newsOf(shown(1, 2, 3), now)).toEqual([
    'Picture 2 (“View 2”) is gone',
    'Picture 1 has no description any more',
    'Picture 2 is new',
    'Picture 3 is described now: “In blue”',
    'The pictures stand in another order',
  ]);
});

test('whoever only took one out or put one in moved nothing', () => {
  expect(newsOf(shown(1, 2, 3), shown(1, 3))).toEqual(['Picture 2 (“View 2”) is gone']);
  expect(newsOf(shown(1, 3), shown(1, 2, 3))).toEqual(['Picture 2 is new']);
});
