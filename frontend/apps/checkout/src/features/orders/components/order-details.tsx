import type { Order } from '@shopmesh/sdk';
import { Box, Surface, Typography } from '@shopmesh/ui';
import { Timeline } from '@shopmesh/ui/timeline';
import type { PropsWithChildren } from 'react';
import { WITH_SUMMARY } from '../../../shared/columns';
import { ItemLine } from '../../../shared/item-line';
import { PLAIN_LIST } from '../../../shared/plain-list';
import { Totals } from '../../../shared/totals';
import { progressOf } from '../model/progress';
import { countryName, PAYMENT } from '../model/words';

const Part = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <Surface>
    <Typography variant="h2" sx={{ marginBottom: 2 }}>
      {title}
    </Typography>
    {children}
  </Surface>
);

const Address = ({ shipping }: Pick<Order, 'shipping'>) => (
  <Box component="address" sx={{ fontStyle: 'normal' }}>
    <Box sx={{ fontWeight: 650 }}>{shipping.name}</Box>
    <div>{shipping.line1}</div>
    {shipping.line2 && <div>{shipping.line2}</div>}
    <div>
      {shipping.postal_code} {shipping.city}
    </div>
    <div>{countryName(shipping.country)}</div>
  </Box>
);

export const OrderDetails = ({ order }: { order: Order }) => (
  <Box sx={WITH_SUMMARY}>
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Part title="Items">
        <Box component="ul" aria-label="Items" sx={{ ...PLAIN_LIST, marginBottom: 3 }}>
          {order.items.map((item) => (
            <ItemLine key={item.product_id} item={item} currency={order.currency} />
          ))}
        </Box>
        <Totals total={order.total} currency={order.currency} />
      </Part>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <Part title="Delivery address">
          <Address shipping={order.shipping} />
        </Part>
        <Part title="Payment">
          <Box sx={{ fontWeight: 650 }}>Card</Box>
          <Box sx={{ color: 'text.secondary' }}>{PAYMENT[order.payment.status]}</Box>
        </Part>
      </Box>
    </Box>
    <Part title="Progress">
      <Timeline steps={progressOf(order)} label="Progress" />
    </Part>
  </Box>
);
