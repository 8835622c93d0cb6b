import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { OrderList } from '../features/orders/components/order-list';

export function OrdersPage() {
  useTitle('Orders');
  return (
    <>
      <PageHeading title="Orders" lead="Everything customers have placed, newest first." />
      <OrderList />
    </>
  );
}
