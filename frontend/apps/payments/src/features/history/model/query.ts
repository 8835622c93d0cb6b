import { given } from '@shopmesh/sdk/filters';

export const DEFAULTS = { status: '', type: '', order_id: '', from: '', to: '', page: '1' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (typed: string | undefined): string => (typed && DAY.test(typed) ? typed : '');

/** The page's filters as the API asks for them; a date that is half typed is no filter yet. */
export const queryOf = (filters: Readonly<Record<string, string>>): Record<string, string> =>
  given({ ...filters, from: day(filters.from), to: day(filters.to) });

export const isFiltered = (filters: Readonly<Record<string, string>>): boolean =>
  Object.entries(filters).some(([name, value]) => name !== 'page' && value !== '');
