import { describe, expect, test } from 'vitest';
import { amountOf, barsOf, currenciesOf, lanesOf, MOST_BARS } from './chart';
import type { ReportRow } from './shape';

const row = (key: string, captured: string, refunded = '0.00', more: Partial<ReportRow> = {}): ReportRow => ({
  key,
  label: key,
  currency: 'EUR',
  count: 1,
  captured,
  refunded,
  net: (Number(captured) - Number(refunded)).toFixed(2),
  ...more,
});

describe('bars by day', () => {
  test('have a place for every day, also for one without payments', () => {
    const { bars, days } = barsOf(
      { from: '2026-02-27', to: '2026-03-02' },
      [row('2026-03-01', '50.00', '10.00')],
      'EUR',
    );
    expect(days).toBe(1);
    expect(bars.map(({ key }) => key)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(bars.map(({ values }) => values)).toEqual([
      [0, 0],
      [0, 0],
      [40, 10],
      [0, 0],
    ]);
  });

  test('are of one currency alone', () => {
    const rows = [row('2026-03-01', '50.00'), row('2026-03-01', '700.00', '0.00', { currency: 'USD' })];
    const { bars } = barsOf({ from: '2026-03-01', to: '2026-03-01' }, rows, 'USD');
    expect(bars[0]?.values).toEqual([700, 0]);
  });

  test('stand for several days where there would be too many', () => {
    const rows = [row('2026-01-01', '1.00'), row('2026-01-02', '2.00'), row('2026-12-31', '4.00')];
    const { bars, days } = barsOf({ from: '2026-01-01', to: '2026-12-31' }, rows, 'EUR');
    expect(days).toBe(6);
    expect(bars.length).toBeLessThanOrEqual(MOST_BARS);
    expect(bars[0]?.values[0]).toBe(3);
    expect(bars.at(-1)?.values[0]).toBe(4);
  });
});

test('lanes are of one currency, the most first, against the longest', () => {
  const rows = [row('org-1', '25.00'), row('org-2', '100.00'), row('org-3', '9.00', '0.00', { currency: 'USD' })];
  const lanes = lanesOf(rows, 'EUR', ({ label }) => label.toUpperCase());
  expect(lanes.map(({ label, share }) => [label, share])).toEqual([
    ['ORG-2', 1],
    ['ORG-1', 0.25],
  ]);
});

test('nothing taken is no division by nothing', () => {
  expect(lanesOf([row('org-1', '0.00')], 'EUR', ({ key }) => key)[0]?.share).toBe(0);
});

test('the currency of most payments comes first', () => {
  const total = (currency: string, count: number) => ({ currency, count, captured: '1', refunded: '0', net: '1' });
  expect(currenciesOf({ totals: [total('CHF', 1), total('EUR', 7)] })).toEqual(['EUR', 'CHF']);
});

test('a drawn sum is written with the decimals of its currency', () => {
  expect(amountOf(0.1 + 0.2, 'EUR')).toBe('0.30');
  expect(amountOf(500, 'JPY')).toBe('500');
});
