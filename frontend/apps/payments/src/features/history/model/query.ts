import { given } from '@shopmesh/sdk/filters';

export const DEFAULTS = { status: '', type: '', order_id: '', from: '', to: '', page: '1' };

const DAY_MS = 86_400_000;

/** Days as people mean them, in their own time zone: "to" includes the day. */
export const instant = (day: string | undefined, later = 0): string => {
  const midnight = Date.parse(`${day}T00:00`);
  return Number.isNaN(midnight) ? '' : new Date(midnight + later).toISOString();
};

/** The page's filters as the API asks for them. */
export const queryOf = (filters: Readonly<Record<string, string>>): Record<string, string> =>
  given({ ...filters, from: instant(filters.from), to: instant(filters.to, DAY_MS) });

export const isFiltered = (filters: Readonly<Record<string, string>>): boolean =>
  Object.entries(filters).some(([name, value]) => name !== 'page' && value !== '');
