import { Box } from '@shopmesh/ui';
import { AmountRow } from './amount-row';

interface TotalsProps {
  /** Units, where saying so helps. */
  count?: number;
  total: string;
  currency: string;
}

const items = (count: number) => (count === 1 ? '1 item' : `${count} items`);

export const Totals = ({ count, total, currency }: TotalsProps) => (
  <Box sx={{ display: 'grid', gap: 1 }}>
    <AmountRow label={count === undefined ? 'Items' : items(count)} amount={total} currency={currency} />
    <Box sx={{ display: 'flex', justifyContent: 'space-between', color: 'text.secondary' }}>
      <span>Delivery</span>
      <span>Free</span>
    </Box>
    <Box sx={{ borderTop: '1px solid', borderColor: 'divider', paddingTop: 1.5, marginTop: 0.5 }}>
      <AmountRow label="Total" amount={total} currency={currency} strong />
    </Box>
  </Box>
);
