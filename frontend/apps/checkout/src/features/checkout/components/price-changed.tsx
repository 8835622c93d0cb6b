import { cart, type Sum } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, formatPrice } from '@shopmesh/ui';
import { useEffect } from 'react';

interface PriceChangedProps {
  before: Sum | null;
  now: Sum | null;
  onAgreed: (total: Sum) => void;
}

const money = ({ amount, currency }: Sum) => formatPrice(amount, currency);

/** Nothing was bought at a price nobody saw. One press takes the new one. */
export function PriceChanged({ before, now, onAgreed }: PriceChangedProps) {
  useEffect(() => void cart.reload(), []); // the new prices, line by line, stand above
  const words = before && now ? `You saw ${money(before)}; it is now ${money(now)}. ` : '';
  return (
    <ErrorPanel
      problem={{ title: 'The price has changed', detail: `${words}Nothing was charged.` }}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {now && (
            <Button variant="outlined" onClick={() => onAgreed(now)}>
              Pay {money(now)}
            </Button>
          )}
          <Button variant="text" href="/cart">
            Look at my cart
          </Button>
        </Box>
      }
    />
  );
}
