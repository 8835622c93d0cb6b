import { expect, test } from 'vitest';
import { safeNext } from './hooks';

test.each(['/orders', '/orders/7?tab=items#top'])('a path of the shop is kept: %s', (path) => {
  expect(safeNext(path)).toBe(path);
});

test.each([
  null,
  '',
  'orders',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\t/evil.example',
])('another place is refused: %s', (next) => {
  expect(safeNext(next)).toBe('/');
});
