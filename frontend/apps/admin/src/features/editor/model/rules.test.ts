import { describe, expect, it, test } from 'vitest';
import { mistakesIn, priceMistake, stockMistake } from './rules';
import { EMPTY } from './values';

const LAMP = { ...EMPTY, name: 'Lamp', sku: 'LAMP-1', category: 'home', price: '20.00' };

describe('a price', () => {
  test.each([
    ['20', 'EUR'],
    ['0.01', 'EUR'],
    ['12,50', 'EUR'],
    ['12.500', 'EUR'],
    ['100000000.00', 'EUR'],
    ['1.234', 'KWD'],
    ['500', 'JPY'],
  ] as const)('%s %s is one', (price, currency) => {
    expect(priceMistake(price, currency)).toBeUndefined();
  });

  test.each([
    ['', 'EUR', 'This field may not be blank.'],
    ['-1', 'EUR', 'Write the amount as a plain decimal string, such as "12.34".'],
    ['1e3', 'EUR', 'Write the amount as a plain decimal string, such as "12.34".'],
    ['１２', 'EUR', 'Write the amount as a plain decimal string, such as "12.34".'],
    ['1.005', 'EUR', 'EUR has 2 decimal places.'],
    ['1.5', 'JPY', 'JPY has 0 decimal places.'],
    ['0', 'EUR', 'More than zero, at most 100000000.00.'],
    ['100000000.01', 'EUR', 'More than zero, at most 100000000.00.'],
    ['10000000001', 'JPY', 'More than zero, at most 10000000000.'],
  ] as const)('%s %s: %s', (price, currency, words) => {
    expect(priceMistake(price, currency)).toBe(words);
  });
});

test.each([
  ['', 'A valid integer is required.'],
  ['1.5', 'A valid integer is required.'],
  ['-1', 'Ensure this value is greater than or equal to 0.'],
  ['1000001', 'Ensure this value is less than or equal to 1000000.'],
  ['0', undefined],
  ['1000000', undefined],
])('a stock of "%s": %s', (typed, words) => {
  expect(stockMistake(typed)).toBe(words);
});

describe('a product', () => {
  it('may be like this', () => {
    expect(mistakesIn(LAMP)).toEqual({});
  });

  it('says every mistake at once', () => {
    const empty = { ...EMPTY, name: ' ', sku: 'lamp 1', price: 'x', stock: '' };
    expect(Object.keys(mistakesIn(empty))).toEqual(['name', 'sku', 'category', 'price', 'stock']);
  });

  it('is measured in characters, as the API does', () => {
    expect(mistakesIn({ ...LAMP, name: '💡'.repeat(200) })).toEqual({});
    expect(mistakesIn({ ...LAMP, name: 'x'.repeat(201) })).toEqual({
      name: 'Ensure this field has no more than 200 characters.',
    });
  });

  test.each(['-A', 'A-', 'a', 'A_1', ''])('has no SKU like "%s"', (sku) => {
    expect(mistakesIn({ ...LAMP, sku })).toHaveProperty('sku');
  });
});
