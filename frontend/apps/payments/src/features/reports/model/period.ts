import { given } from '@shopmesh/sdk/filters';
import { daysFrom } from '../../../shared/days';
import type { ReportQuery } from '../api/report';

export const PERIODS: Readonly<Record<string, string>> = { 7: '7 days', 30: '30 days', 90: '90 days', 365: 'A year' };

/** Days to and including today. */
export const lastDays = (days: number, now = new Date()) => ({ from: daysFrom(1 - days, now), to: daysFrom(0, now) });

/** Which of the periods these days are; "" for days of one's own. */
export const periodOf = ({ from, to }: { from: string; to: string }, now = new Date()): string =>
  Object.keys(PERIODS).find((days) => {
    const period = lastDays(Number(days), now);
    return period.from === from && period.to === to;
  }) ?? '';

export const DEFAULT_DAYS = 30;

/** What the page's filters ask of the API; days that were not chosen are the last thirty. */
export function queryOf(filters: Readonly<Record<string, string>>, now = new Date()): ReportQuery {
  const usual = lastDays(DEFAULT_DAYS, now);
  return given({ ...filters, from: filters.from || usual.from, to: filters.to || usual.to });
}
