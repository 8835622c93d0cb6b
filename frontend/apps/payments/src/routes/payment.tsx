import { useParams } from '@shopmesh/sdk';
import { PaymentView } from '../features/payment/components/payment-view';
import { TallLink } from '../shared/tall-link';

export function PaymentPage() {
  const { id = '' } = useParams();
  return (
    <>
      <TallLink href="/payments">Payments</TallLink>
      <PaymentView key={id} id={id} />
    </>
  );
}
