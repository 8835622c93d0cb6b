import type { PaymentStatus } from '@shopmesh/sdk';
import { shortDay } from '@shopmesh/ui/work';
import { STATUS_WORDS, shortId } from '../../../shared/words';
import type { Grouping, ReportRow } from './shape';

export const GROUPINGS: Readonly<Record<Grouping, string>> = {
  day: 'Day',
  vendor: 'Vendor',
  status: 'Status',
  currency: 'Currency',
};

export type Names = ReadonlyMap<string, string>;

/** A row's name: the API's own, or a person's word where it says a code. Vendors are named by organisation. */
export function labelOf(group: Grouping, { key, label }: ReportRow, names: Names): string {
  if (group === 'day') return shortDay(key);
  if (group === 'status') return STATUS_WORDS[key as PaymentStatus] ?? label;
  if (group === 'vendor' && key) return names.get(key) ?? shortId(key);
  return label;
}
