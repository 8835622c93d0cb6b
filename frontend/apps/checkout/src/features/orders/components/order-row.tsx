import type { Order } from '@shopmesh/sdk';
import { Anchor, Box, formatMoment, Price, ProductPicture, styled, VisuallyHidden } from '@shopmesh/ui';
import { ChevronRight } from '@shopmesh/ui/icons';
import { OrderStatusChip } from './order-status-chip';

const PICTURES = 3;

const Plate = styled(Anchor)(({ theme }) => ({
  display: 'grid',
  alignItems: 'center',
  columnGap: 24,
  rowGap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gridTemplateAreas: '"pictures chip" "words total"',
  padding: 20,
  borderRadius: 20,
  color: 'inherit',
  textDecoration: 'none',
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  transition: 'border-color 150ms',
  '&:hover': { borderColor: theme.vars.palette.primary.main },
  [theme.breakpoints.up('md')]: {
    gridTemplateColumns: '200px minmax(0, 1fr) 190px 110px 24px',
    gridTemplateAreas: '"pictures words chip total go"',
  },
}));

const things = ({ items }: Order) =>
  items.map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name)).join(', ');

/** One order, one link: its words are its name. */
export const OrderRow = ({ order }: { order: Order }) => (
  <Plate href={`/orders/${order.id}`}>
    <Box sx={{ gridArea: 'pictures', display: 'flex', alignItems: 'center', gap: 1 }}>
      {order.items.slice(0, PICTURES).map((item) => (
        <Box key={item.product_id} sx={{ width: 56, '& > span': { borderRadius: '14px' } }}>
          <ProductPicture src={item.image_url} alt="" />
        </Box>
      ))}
      {order.items.length > PICTURES && (
        <Box sx={{ color: 'text.secondary', fontWeight: 700 }}>+{order.items.length - PICTURES}</Box>
      )}
    </Box>
    <Box sx={{ gridArea: 'words', minWidth: 0 }}>
      <Box sx={{ fontWeight: 700 }}>
        <VisuallyHidden>Order </VisuallyHidden>
        {order.number}
      </Box>
      <Box
        sx={{
          color: 'text.secondary',
          fontSize: '0.9rem',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {things(order)}
      </Box>
      <Box component="time" dateTime={order.placed_at} sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        {formatMoment(order.placed_at)}
      </Box>
    </Box>
    <Box sx={{ gridArea: 'chip', justifySelf: { xs: 'end', md: 'start' } }}>
      <OrderStatusChip status={order.status} />
    </Box>
    <Box sx={{ gridArea: 'total', justifySelf: 'end', fontWeight: 700 }}>
      <Price amount={order.total} currency={order.currency} />
    </Box>
    <Box aria-hidden sx={{ gridArea: 'go', display: { xs: 'none', md: 'flex' }, color: 'text.secondary' }}>
      <ChevronRight size={22} />
    </Box>
  </Plate>
);
