import type { Books } from '../api/books';

type Problem = Books['problems'][number];

export const PROBLEMS: Record<Problem['kind'], string> = {
  stock_out_of_balance: 'Stock does not add up',
  units_differ: 'Sold is not what orders bought',
  order_without_capture: 'Paid order without a capture',
  captured_twice: 'Captured twice',
  capture_differs: 'Captured another amount',
  refund_missing: 'Refund is missing',
  capture_without_order: 'Money without an order',
  ledger_not_zero: 'Ledger does not add up to zero',
};

/** Where the reader can look into it. */
export const linkOf = ({ kind, subject }: Problem): string => {
  if (kind === 'stock_out_of_balance' || kind === 'units_differ') return `/products/${subject}`;
  return kind === 'ledger_not_zero' ? '/payments/ledger' : `/admin/orders/${subject}`;
};

/** What the accounts of each currency add up to, in minor units: zero, or the books are wrong. */
export const sumsOf = (ledger: Books['ledger']): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const { currency, minor_units } of ledger) sums[currency] = (sums[currency] ?? 0) + minor_units;
  return sums;
};

/** Minor units as a decimal string, which is what prices are: 1290 and "EUR" → "12.90". */
export const decimalOf = (minor: number, currency: string): string => {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits ? `.${text.slice(-digits)}` : ''}`;
};
