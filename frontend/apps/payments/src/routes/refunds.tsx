import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { RefundView } from '../features/refunds/components/refund-view';

export function RefundsPage() {
  useTitle('Refunds');
  return (
    <>
      <PageHeading title="Refunds" lead="What was given back, when and why." />
      <RefundView />
    </>
  );
}
