import { useParams } from '@shopmesh/sdk';
import { PayView } from '../features/paying/components/pay-view';
import { TallLink } from '../shared/tall-link';

export function PayPage() {
  const { id = '' } = useParams();
  return (
    <>
      <TallLink href="/payments">Payments</TallLink>
      <PayView key={id} id={id} />
    </>
  );
}
