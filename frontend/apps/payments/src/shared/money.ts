// Decimal strings in and out, whole numbers between: no float ever holds money.

export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'JPY', 'KWD'] as const;

/** How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d+))?$/;

/** Minor units; null for what is no amount of this currency. */
export function minorOf(amount: string, currency: string): bigint | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(amount.trim().replace(',', '.')) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === undefined || fraction.length > decimals) return null;
  return BigInt(`${sign}${whole}${fraction.padEnd(decimals, '0')}`);
}

export function decimalOf(minor: bigint, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return decimals ? `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : sign + digits;
}

interface Taken {
  captured: string;
  refunded: string;
  currency: string;
}

/** What can still be given back. */
export const refundable = ({ captured, refunded, currency }: Taken): bigint =>
  (minorOf(captured, currency) ?? 0n) - (minorOf(refunded, currency) ?? 0n);

/** Why an amount that was typed cannot be used; undefined when it can. */
export function amountMistake(amount: string, currency: string, most?: bigint): string | undefined {
  const minor = minorOf(amount, currency);
  const decimals = decimalsOf(currency);
  if (minor === null)
    return decimals ? `An amount like 12.${'50'.padEnd(decimals, '0').slice(0, decimals)}.` : 'A whole number.';
  if (minor <= 0n) return 'More than nothing.';
  if (most !== undefined && minor > most) return `At most ${decimalOf(most, currency)} ${currency}.`;
  return undefined;
}

/** "12,5" → "12.50": as the API writes it. */
export const written = (amount: string, currency: string): string =>
  decimalOf(minorOf(amount, currency) ?? 0n, currency);
