import { expect, test } from 'vitest';
import { forget, ownOf, parse, remember, type Viewed, viewedStore, withViewed } from './viewed';

const viewed = (id: number): Viewed => ({ id, name: `Lamp ${id}`, image: null, tint: '#FCF0D9' });
const ids = (items: readonly Viewed[]) => items.map(({ id }) => id);

test('the newest is first, each is kept once, and the oldest is forgotten', () => {
  const many = Array.from({ length: 12 }, (_, index) => viewed(index));
  expect(ids(withViewed(many, viewed(5))).slice(0, 3)).toEqual([5, 0, 1]);
  expect(ids(withViewed(many, viewed(99)))).toHaveLength(12);
  expect(ids(withViewed(many, viewed(99)))).not.toContain(11);
});

test('what one person looked at is not shown to the next, and a visitor who signs in keeps theirs', () => {
  const items = [viewed(1)];
  expect(ownOf({ owner: 'ada', items }, 'ada')).toBe(items);
  expect(ownOf({ owner: 'ada', items }, 'bob')).toEqual([]);
  expect(ownOf({ owner: 'ada', items }, null)).toEqual([]);
  expect(ownOf({ owner: null, items }, 'ada')).toBe(items);
});

test.each([
  [null],
  ['not JSON'],
  ['{}'],
  ['{"items":[{"id":"1"},{"id":2,"name":"x","tint":"red;background:url(//evil)"}]}'],
])('%s in the browser counts as nothing', (text) => {
  expect(parse(text).items).toEqual([]);
});

test('it is kept in the browser, and forgotten there', () => {
  remember(viewed(7), 'ada');
  expect(ids(parse(localStorage.getItem('shopmesh.viewed')).items)).toEqual([7]);
  forget();
  expect(localStorage.getItem('shopmesh.viewed')).toBeNull();
  expect(viewedStore.get().items).toEqual([]);
});
