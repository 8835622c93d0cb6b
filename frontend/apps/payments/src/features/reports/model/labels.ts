import { shortDay } from '@shopmesh/ui/work';
import type { Grouping, PaymentStatus, ReportRow } from '../../../shared/api/types';
import { STATUS_WORDS } from '../../../shared/words';

export const GROUPINGS: Readonly<Record<Grouping, string>> = {
  day: 'Day',
  vendor: 'Vendor',
  status: 'Status',
  currency: 'Currency',
};

/** A row's name: the API's own, or ours where it says a code. */
export function labelOf(group: Grouping, { key, label }: ReportRow): string {
  if (group === 'day') return shortDay(key);
  if (group === 'status') return STATUS_WORDS[key as PaymentStatus] ?? label;
  return label || key || 'The shop itself';
}
