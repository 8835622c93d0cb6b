import { Box, formatPrice, StatusChip, Surface } from '@shopmesh/ui';
import type { ReactNode } from 'react';
import type { Books } from '../api/books';
import { decimalOf, sumsOf } from '../model/words';

const GRID = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: 'repeat(3, 1fr)' } } as const;

const Equation = ({ title, right, children }: { title: string; right: boolean; children: ReactNode }) => (
  <Surface padding={2.5}>
    <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1, marginBottom: 1.5 }}>
      <Box component="h2" sx={{ margin: 0, fontSize: '1rem', fontWeight: 700 }}>
        {title}
      </Box>
      <StatusChip tone={right ? 'success' : 'error'}>{right ? 'right' : 'wrong'}</StatusChip>
    </Box>
    {children}
  </Surface>
);

const ROWS = {
  display: 'grid',
  gridTemplateColumns: '1fr auto',
  gap: '6px 16px',
  margin: 0,
  '& dt': { color: 'text.secondary' },
  '& dd': { margin: 0, fontWeight: 650, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  '& .sum': { borderTop: '1px solid', borderColor: 'divider', paddingTop: '6px' },
} as const;

const Rows = ({ rows, sum }: { rows: readonly [string, string][]; sum: readonly [string, string] }) => (
  <Box component="dl" sx={ROWS}>
    {[...rows, sum].map(([name, value]) => [
      <dt key={`${name} name`} className={name === sum[0] ? 'sum' : ''}>
        {name}
      </dt>,
      <dd key={name} className={name === sum[0] ? 'sum' : ''}>
        {value}
      </dd>,
    ])}
  </Box>
);

const ABOUT_MONEY = [
  'order_without_capture',
  'captured_twice',
  'capture_differs',
  'refund_missing',
  'capture_without_order',
];

const count = (value: number) => value.toLocaleString('en-IE');

/** The three sums the shop promises to keep, in figures. */
export function Equations({ books: { products, orders, payments, ledger, problem_counts } }: { books: Books }) {
  if (!products || !orders || !payments) return null;
  const none = (...kinds: string[]) => kinds.every((kind) => !problem_counts[kind]);
  const sums = sumsOf(ledger);
  return (
    <Box sx={GRID}>
      <Equation title="Stock, in units" right={none('stock_out_of_balance', 'units_differ')}>
        <Rows
          rows={[
            ['Sold', count(products.sold)],
            ['Reserved', count(products.reserved)],
            ['Free', count(products.free)],
          ]}
          sum={[`Received, of ${count(products.count)} products`, count(products.received)]}
        />
      </Equation>
      <Equation title="Orders and captures" right={none(...ABOUT_MONEY)}>
        <Rows
          rows={[
            ['Paid orders', count(orders.paid)],
            ['Refund under way', count(orders.giving_back)],
            ['Refunded', count(orders.given_back)],
            ['Being written down', count(payments.under_way)],
          ]}
          sum={['Captures', count(payments.captured + payments.under_way)]}
        />
      </Equation>
      <Equation title="Ledger" right={none('ledger_not_zero')}>
        <Rows
          rows={ledger.map(({ currency, account, minor_units }) => [
            `${account}, ${currency}`,
            formatPrice(decimalOf(minor_units, currency), currency),
          ])}
          sum={[
            'Together',
            Object.entries(sums)
              .map(([currency, sum]) => formatPrice(decimalOf(sum, currency), currency))
              .join(', ') || '0',
          ]}
        />
      </Equation>
    </Box>
  );
}
