import { type CartLine, cart, MAX_QUANTITY } from '@shopmesh/sdk';
import { Anchor, Box, IconButton, Price, ProductPicture, QuantityStepper, styled } from '@shopmesh/ui';
import { Trash2 } from '@shopmesh/ui/icons';
import { troubleOf } from '../../../shared/line-trouble';
import { takeOut } from './take-out';
import { TroubleNotice } from './trouble-notice';

const Name = styled(Anchor)({
  color: 'inherit',
  fontWeight: 700,
  fontSize: '1.0625rem',
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline', textUnderlineOffset: '0.2em' },
});
const ROW = {
  display: 'grid',
  gridTemplateColumns: { xs: '88px minmax(0, 1fr)', sm: '120px minmax(0, 1fr)' },
  gap: { xs: 2, sm: 3 },
  paddingBlock: 2.5,
  borderBottom: '1px solid',
  borderColor: 'divider',
  '&:first-of-type': { paddingTop: 0 },
  '&:last-of-type': { borderBottom: 0, paddingBottom: 0 },
} as const;

export function CartRow({ line, currency }: { line: CartLine; currency: string }) {
  const trouble = troubleOf(line);
  return (
    <Box component="li" sx={ROW}>
      <ProductPicture src={line.image_url} alt="" />
      <Box sx={{ display: 'grid', gap: 1.25, alignContent: 'space-between' }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
          <Box>
            <Name href={`/products/${line.product_id}`}>{line.name}</Name>
            <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
              <Price amount={line.unit_price} currency={currency} /> each
            </Box>
          </Box>
          <Box sx={{ fontWeight: 700 }}>
            <Price amount={line.line_total} currency={currency} />
          </Box>
        </Box>
        {trouble && <TroubleNotice line={line} trouble={trouble} />}
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
          <QuantityStepper
            label={line.name}
            value={line.quantity}
            max={Math.max(line.quantity, Math.min(line.available, MAX_QUANTITY))}
            onChange={(quantity) => cart.setQuantity(line.product_id, quantity)}
          />
          <IconButton label={`Remove ${line.name}`} onClick={() => takeOut(line)} sx={{ color: 'text.secondary' }}>
            <Trash2 size={20} aria-hidden />
          </IconButton>
        </Box>
      </Box>
    </Box>
  );
}
