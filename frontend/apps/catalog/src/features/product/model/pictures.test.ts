import { expect, test } from 'vitest';
import { beside, enlarged } from './pictures';

const picture = { url: '/media/uploads/a-512.webp', alt: 'A cup' };

test('the largest file is what one looks at closer', () => {
  const sources = [256, 1024, 512].map((width) => ({ url: `/media/uploads/a-${width}.webp`, width }));
  expect(enlarged({ ...picture, sources })).toBe('/media/uploads/a-1024.webp');
});

test.each([[picture], [{ ...picture, width: 256 }], [{ ...picture, sources: [] }]])(
  '%j has no more to show',
  (small) => {
    expect(enlarged(small)).toBeUndefined();
  },
);

test('the pictures go around', () => {
  expect([beside(2, 1, 3), beside(0, -1, 3), beside(0, 1, 3)]).toEqual([0, 2, 1]);
});
