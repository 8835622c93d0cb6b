import { type CartLine, cart, MAX_QUANTITY } from '@shopmesh/sdk';
import {
  Anchor,
  Box,
  IconButton,
  Price,
  ProductPicture,
  QuantityStepper,
  StatusChip,
  styled,
  toast,
} from '@shopmesh/ui';
import { Trash2 } from '@shopmesh/ui/icons';

const Name = styled(Anchor)({
  color: 'inherit',
  fontWeight: 700,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
});

const PROBLEMS = { 'out-of-stock': 'Not enough in stock', unavailable: 'No longer for sale' };

function takeOut(line: CartLine) {
  const undo = cart.remove(line.product_id);
  toast({ message: `${line.name} removed`, action: { label: 'Undo', run: undo } });
}

export const DrawerLine = ({ line, currency }: { line: CartLine; currency: string }) => (
  <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '84px minmax(0, 1fr)', gap: 2 }}>
    <ProductPicture src={line.image_url} alt="" />
    <Box sx={{ display: 'grid', gap: 1, alignContent: 'start' }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
        <Name href={`/products/${line.product_id}`}>{line.name}</Name>
        <Price amount={line.line_total} currency={currency} />
      </Box>
      {line.problem && <StatusChip tone="error">{PROBLEMS[line.problem]}</StatusChip>}
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <QuantityStepper
          label={line.name}
          value={line.quantity}
          max={Math.max(line.quantity, Math.min(line.available, MAX_QUANTITY))}
          onChange={(quantity) => cart.setQuantity(line.product_id, quantity)}
        />
        <IconButton label={`Remove ${line.name}`} onClick={() => takeOut(line)} sx={{ color: 'text.secondary' }}>
          <Trash2 size={19} aria-hidden />
        </IconButton>
      </Box>
    </Box>
  </Box>
);
