import { describe, expect, test } from 'vitest';
import { amountMistake, decimalOf, minorOf, refundable, written } from './money';

describe('amounts', () => {
  test.each([
    ['12.5', 'EUR', 1250n],
    ['12,50', 'EUR', 1250n],
    [' 7 ', 'EUR', 700n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
    ['-3.10', 'EUR', -310n],
    ['12.345', 'EUR', null],
    ['5.0', 'JPY', null],
    ['1e3', 'EUR', null],
    ['', 'EUR', null],
    ['99999999999999.99', 'EUR', 9999999999999999n], // beyond what a float counts exactly
  ])('%j in %s is %s minor units', (amount, currency, minor) => {
    expect(minorOf(amount, currency)).toBe(minor);
  });

  test('are written as the API does', () => {
    expect(written('12,5', 'EUR')).toBe('12.50');
    expect(decimalOf(5n, 'EUR')).toBe('0.05');
    expect(decimalOf(-1250n, 'EUR')).toBe('-12.50');
    expect(decimalOf(500n, 'JPY')).toBe('500');
  });
});

test('what can be given back is what was taken less what came back', () => {
  expect(refundable({ captured: '40.00', refunded: '39.90', currency: 'EUR' })).toBe(10n);
});

test('a mistake is told before it is sent', () => {
  expect(amountMistake('abc', 'EUR')).toBe('An amount like 12.50.');
  expect(amountMistake('1.5', 'JPY')).toBe('A whole number.');
  expect(amountMistake('0', 'EUR')).toBe('More than nothing.');
  expect(amountMistake('40.01', 'EUR', 4000n)).toBe('At most 40.00 EUR.');
  expect(amountMistake('40', 'EUR', 4000n)).toBeUndefined();
});
