import { cartDrawer, useCart } from '@shopmesh/sdk';
import { IconButton, styled } from '@shopmesh/ui';
import { ShoppingBag } from '@shopmesh/ui/icons';

const Count = styled('span')(({ theme }) => ({
  position: 'absolute',
  top: 3,
  right: 1,
  minWidth: 19,
  height: 19,
  padding: '0 5px',
  borderRadius: 999,
  fontSize: '0.6875rem',
  fontWeight: 800,
  lineHeight: '19px',
  fontVariantNumeric: 'tabular-nums',
  color: theme.vars.palette.primary.contrastText,
  backgroundColor: theme.vars.palette.primary.main,
  boxShadow: `0 0 0 2px ${theme.vars.palette.background.default}`,
}));

export function CartButton() {
  const { count } = useCart().cart;
  return (
    <IconButton
      label={count === 0 ? 'Cart, empty' : `Cart, ${count} ${count === 1 ? 'item' : 'items'}`}
      onClick={cartDrawer.open}
      data-testid="cart-button"
    >
      <ShoppingBag size={22} aria-hidden />
      {count > 0 && <Count aria-hidden>{count}</Count>}
    </IconButton>
  );
}
