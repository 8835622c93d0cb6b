import { useParams } from '@shopmesh/sdk';
import { Box, Page, TextLink } from '@shopmesh/ui';
import { OrderView } from '../features/orders/components/order-view';
import { SessionGate } from '../shared/session-gate';

export function OrderPage() {
  const { id = '' } = useParams();
  return (
    <Page>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 44 }}>
        <TextLink href="/orders">Your orders</TextLink>
      </Box>
      <SessionGate>
        <OrderView key={id} id={id} />
      </SessionGate>
    </Page>
  );
}
