import { expect, test } from 'vitest';
import { placesOf, typedPart, walked } from './suggestion';

const suggested = {
  queries: [{ text: 'lamp & shade' }],
  categories: [{ slug: 'home', name: 'Home' }],
  products: [
    {
      id: 7,
      name: 'Lamp',
      price: '9.00',
      currency: 'EUR',
      image: { url: '/media/products/1f4a1.webp', alt: 'A lamp' },
      category: { slug: 'home', name: 'Home', tint: '#FFFFFF' },
    },
  ],
};

test('each suggestion has its own address, in the order shown', () => {
  expect(placesOf(suggested)).toEqual([
    '/products?search=lamp%20%26%20shade',
    '/products?category=home',
    '/products/7',
  ]);
});

test('the arrows go around, and through the box', () => {
  expect([walked(-1, 1, 3), walked(2, 1, 3), walked(-1, -1, 3), walked(0, -1, 3)]).toEqual([0, -1, 2, -1]);
});

test('what was typed is told apart from what the shop adds', () => {
  expect(typedPart('laptop stand', 'Lap')).toEqual(['lap', 'top stand']);
  expect(typedPart('laptop', 'labt')).toEqual(['', 'laptop']);
});
