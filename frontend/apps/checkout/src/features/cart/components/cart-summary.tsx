import type { Cart } from '@shopmesh/sdk';
import { Box, Button, Price, Surface, Typography } from '@shopmesh/ui';
import { ArrowRight } from '@shopmesh/ui/icons';
import { STAYS_VISIBLE } from '../../../shared/columns';
import { troubleOf } from '../../../shared/line-trouble';
import { Totals } from '../../../shared/totals';

const ON_PHONES_AT_THE_BOTTOM = {
  display: { xs: 'flex', md: 'none' },
  position: 'sticky',
  zIndex: 5,
  bottom: 0,
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 2,
  marginInline: { xs: -2, sm: -3 },
  padding: 2,
  bgcolor: 'background.paper',
  borderTop: '1px solid',
  borderColor: 'divider',
} as const;

function CheckoutButton({ blocked, wide = false }: { blocked: boolean; wide?: boolean }) {
  const look = {
    size: 'large' as const,
    endIcon: <ArrowRight size={20} aria-hidden />,
    ...(wide && { sx: { width: '100%' } }),
  };
  return blocked ? (
    <Button {...look} disabled>
      Checkout
    </Button>
  ) : (
    <Button {...look} href="/checkout">
      Checkout
    </Button>
  );
}

export function CartSummary({ cart }: { cart: Cart }) {
  const blocked = cart.items.some(troubleOf);
  return (
    <>
      <Box component="aside" aria-label="Summary" sx={STAYS_VISIBLE}>
        <Surface>
          <Typography variant="h2" sx={{ marginBottom: 2 }}>
            Summary
          </Typography>
          <Totals count={cart.count} total={cart.total} currency={cart.currency} />
          {blocked && (
            <Typography variant="body2" sx={{ color: 'error.main', marginTop: 2 }}>
              One press on the marked lines, then you can go on.
            </Typography>
          )}
          <Box sx={{ display: { xs: 'none', md: 'block' }, marginTop: 2.5 }}>
            <CheckoutButton blocked={blocked} wide />
          </Box>
        </Surface>
      </Box>
      <Box sx={ON_PHONES_AT_THE_BOTTOM}>
        <Box>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            Total
          </Typography>
          <Box sx={{ fontWeight: 750, fontSize: '1.1875rem' }}>
            <Price amount={cart.total} currency={cart.currency} />
          </Box>
        </Box>
        <CheckoutButton blocked={blocked} />
      </Box>
    </>
  );
}
