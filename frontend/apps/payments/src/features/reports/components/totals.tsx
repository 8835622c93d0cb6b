import type { PaymentReport } from '@shopmesh/sdk';
import { Box, Price, Surface } from '@shopmesh/ui';

const GRID = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))',
} as const;
const QUIET = { color: 'text.secondary', fontSize: '0.875rem' } as const;

/** What stayed of each currency, and what it is made of. */
export const Totals = ({ totals }: Pick<PaymentReport, 'totals'>) => (
  <Box component="ul" aria-label="Totals" sx={{ ...GRID, listStyle: 'none', margin: 0, padding: 0 }}>
    {totals.map(({ currency, count, captured, refunded, net }) => (
      <li key={currency}>
        <Surface padding={2.5}>
          <Box sx={{ ...QUIET, fontWeight: 600 }}>Kept in {currency}</Box>
          <Box sx={{ fontSize: '1.625rem', fontWeight: 750, letterSpacing: '-0.02em' }}>
            <Price amount={net} currency={currency} />
          </Box>
          <Box sx={QUIET}>
            <Price amount={captured} currency={currency} /> paid in {count} {count === 1 ? 'payment' : 'payments'},{' '}
            <Price amount={refunded} currency={currency} /> given back
          </Box>
        </Surface>
      </li>
    ))}
  </Box>
);
