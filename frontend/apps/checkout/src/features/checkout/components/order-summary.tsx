import type { Cart } from '@shopmesh/sdk';
import { Box, StatusChip, Typography } from '@shopmesh/ui';
import { ItemLine } from '../../../shared/item-line';
import { troubleOf } from '../../../shared/line-trouble';
import { PLAIN_LIST } from '../../../shared/plain-list';
import { TallLink } from '../../../shared/tall-link';
import { Totals } from '../../../shared/totals';

export const OrderSummary = ({ cart }: { cart: Cart }) => (
  <Box sx={{ display: 'grid', gap: 2.5 }}>
    <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 2 }}>
      <Typography variant="h2">Summary</Typography>
      <TallLink href="/cart">Change</TallLink>
    </Box>
    <Box component="ul" aria-label="Items" sx={PLAIN_LIST}>
      {cart.items.map((line) => {
        const trouble = troubleOf(line);
        return (
          <ItemLine
            key={line.product_id}
            item={line}
            currency={cart.currency}
            note={trouble && <StatusChip tone="error">{trouble.words}</StatusChip>}
          />
        );
      })}
    </Box>
    <Totals count={cart.count} total={cart.total} currency={cart.currency} />
  </Box>
);
