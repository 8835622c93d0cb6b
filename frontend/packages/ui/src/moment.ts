const moment = new Intl.DateTimeFormat('en-IE', { dateStyle: 'medium', timeStyle: 'short' });

/** "2026-03-01T10:00:00Z" → "1 Mar 2026, 10:00", in the reader's time zone. */
export const formatMoment = (iso: string): string => moment.format(new Date(iso));
