import { describe, expect, test } from 'vitest';
import { decimalOf, linkOf, sumsOf } from './words';

describe('the books in words', () => {
  test('minor units become the decimals of their currency', () => {
    expect(decimalOf(129_000, 'EUR')).toBe('1290.00');
    expect(decimalOf(-5, 'EUR')).toBe('-0.05');
    expect(decimalOf(500, 'JPY')).toBe('500');
    expect(decimalOf(1234, 'KWD')).toBe('1.234');
  });

  test('each currency adds up for itself', () => {
    const entry = (currency: string, minor_units: number) => ({ currency, account: 'provider', minor_units });
    expect(sumsOf([entry('EUR', 500), entry('EUR', -500), entry('USD', 3)])).toEqual({ EUR: 0, USD: 3 });
  });

  test('a problem leads to what it is about', () => {
    const problem = (kind: Parameters<typeof linkOf>[0]['kind']) => linkOf({ kind, subject: '7', detail: '' });
    expect(problem('units_differ')).toBe('/products/7');
    expect(problem('captured_twice')).toBe('/admin/orders/7');
    expect(problem('ledger_not_zero')).toBe('/payments/ledger');
  });
});
