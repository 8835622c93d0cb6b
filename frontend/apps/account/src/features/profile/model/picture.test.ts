import { expect, test } from 'vitest';
import { middleSquare } from './picture';

test('a wide photo gives its middle, at 512 pixels', () => {
  expect(middleSquare(4_000, 3_000)).toEqual({ x: 500, y: 0, side: 3_000, target: 512 });
});

test('a tall one too', () => {
  expect(middleSquare(600, 1_000)).toEqual({ x: 0, y: 200, side: 600, target: 512 });
});

test('a small picture is not made larger', () => {
  expect(middleSquare(100, 120)).toEqual({ x: 0, y: 10, side: 100, target: 100 });
});
