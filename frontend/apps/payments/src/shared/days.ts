/** "2026-03-15" in the reader's time zone. */
export const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** The last second of a day, as the reader counts days. */
export const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

export function daysFrom(days: number, now = new Date()): string {
  const then = new Date(now);
  then.setDate(then.getDate() + days);
  return dayOf(then);
}
