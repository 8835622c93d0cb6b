import { expect, test } from 'vitest';
import { labelOf } from './labels';
import type { ReportRow } from './shape';

const row = (key: string, label = key): ReportRow => ({
  key,
  label,
  currency: 'EUR',
  count: 1,
  captured: '1.00',
  refunded: '0.00',
  net: '1.00',
});
const NAMES = new Map([['0198f3a2-0000-7000-8000-00000000000a', 'Nordlicht']]);

test.each([
  ['day', row('2026-03-01'), '1 Mar'],
  ['status', row('partially_refunded'), 'Partly refunded'],
  ['currency', row('EUR'), 'EUR'],
  ['vendor', row('', 'The shop'), 'The shop'],
  ['vendor', row('0198f3a2-0000-7000-8000-00000000000a'), 'Nordlicht'],
  ['vendor', row('0198f3a2-0000-7000-8000-00000000000b'), '…0000000b'],
] as const)('by %s, %o is called %j', (group, shown, name) => {
  expect(labelOf(group, shown, NAMES)).toBe(name);
});
