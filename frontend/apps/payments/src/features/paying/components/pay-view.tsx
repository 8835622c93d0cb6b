import { Navigate, type Payment, problemOf, useSession, useTitle } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { ShieldAlert } from '@shopmesh/ui/icons';
import { usePayment } from '../../../shared/api/payment-query';
import { isMissing, Missing } from '../../../shared/missing';
import { useLivePayment } from '../../../shared/use-live-payments';
import { PayForm } from './pay-form';
import { usePay } from './use-pay';

const NotYours = ({ id }: { id: string }) => (
  <EmptyState
    icon={ShieldAlert}
    title="This was asked of somebody else"
    page
    action={<Button href={`/payments/${id}`}>See the request</Button>}
  >
    Only the customer it was sent to can pay it, signed in to the account with that e-mail address.
  </EmptyState>
);

function Paying({ payment, userId }: { payment: Payment; userId: string }) {
  const pay = usePay(payment, userId);
  const shown = pay.busy || pay.refusal !== null || pay.left.current;
  // Paid, withdrawn or too late before anything was tried here: the payment's own page says how it stands.
  if (payment.status !== 'initiated' && !shown) return <Navigate to={`/payments/${payment.id}`} replace />;
  return (
    <>
      <PageHeading title="Pay" />
      <PayForm payment={payment} pay={pay} />
    </>
  );
}

export function PayView({ id }: { id: string }) {
  useTitle('Pay');
  const { user } = useSession();
  const live = useLivePayment(id);
  const { data: seen, isPending, error, refetch } = usePayment(id, live === 'live');
  if (isPending) return <PageSkeleton label="Loading payment" />;
  if (isMissing(error)) return <Missing />;
  if (!seen) return <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  const { payment } = seen;
  if (payment.customer_id !== user?.id) return <NotYours id={id} />;
  return <Paying payment={payment} userId={user.id} />;
}
