import type { PaymentReport } from '@shopmesh/sdk';
import { type Bar, shortDay } from '@shopmesh/ui/work';
import { decimalsOf } from '../../../shared/money';
import type { ReportRow } from './shape';

/** More bars than this are thinner than a finger sees. */
export const MOST_BARS = 62;
const DAY_MS = 86_400_000;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Every day of the period: one without payments has an empty bar, and is not left out. */
function daysOf({ from, to }: { from: string; to: string }): string[] {
  const count = Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => dayAfter(from, index));
}

interface Drawn {
  readonly bars: readonly Bar[];
  /** Days that one bar stands for. */
  readonly days: number;
}

/** By day, what stayed and what came back; long periods in bars of several days. Floats draw here, and count nothing. */
export function barsOf(period: { from: string; to: string }, rows: readonly ReportRow[], currency: string): Drawn {
  const known = new Map(rows.filter((row) => row.currency === currency).map((row) => [row.key, row]));
  const all = daysOf(period);
  const days = Math.max(1, Math.ceil(all.length / MOST_BARS));
  const bars = Array.from({ length: Math.ceil(all.length / days) }, (_, index): Bar => {
    const inside = all.slice(index * days, (index + 1) * days);
    const sum = (part: 'net' | 'refunded') =>
      inside.reduce((total, day) => total + Math.max(0, Number(known.get(day)?.[part] ?? 0)), 0);
    const first = inside[0] ?? period.from;
    return { key: first, label: shortDay(first), values: [sum('net'), sum('refunded')] };
  });
  return { bars, days };
}

/** A drawn sum as an amount again. */
export const amountOf = (value: number, currency: string): string => value.toFixed(decimalsOf(currency));

export interface Lane {
  readonly key: string;
  readonly label: string;
  readonly amount: string;
  /** Of the longest, 0 to 1. */
  readonly share: number;
}

/** By vendor or status: what was taken, the most first. */
export function lanesOf(rows: readonly ReportRow[], currency: string, label: (row: ReportRow) => string): Lane[] {
  const shown = rows.filter((row) => row.currency === currency);
  const most = Math.max(0, ...shown.map(({ captured }) => Number(captured)));
  return shown
    .toSorted((a, b) => Number(b.captured) - Number(a.captured))
    .map((row) => ({
      key: row.key,
      label: label(row),
      amount: row.captured,
      share: most ? Number(row.captured) / most : 0,
    }));
}

/** The currencies of a report, the one of most payments first: money of two currencies is never one bar. */
export const currenciesOf = ({ totals }: Pick<PaymentReport, 'totals'>): string[] =>
  totals.toSorted((a, b) => b.count - a.count).map(({ currency }) => currency);
