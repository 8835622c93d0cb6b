import { useSession, useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { PaymentHistory } from '../features/history/components/payment-history';
import { ToPay } from '../features/history/components/to-pay';
import { useLivePayments } from '../shared/use-live-payments';

const LEADS: Readonly<Record<string, string>> = {
  customer: 'What you paid, what came back, and what waits for you.',
  vendor: 'What your customers paid you, and what you asked them for.',
};

export function PaymentsPage() {
  useTitle('Payments');
  const { user } = useSession();
  useLivePayments();
  return (
    <>
      <PageHeading title="Payments" lead={LEADS[user?.role ?? ''] ?? 'Everything that was paid in the shop.'} />
      <ToPay />
      <PaymentHistory />
    </>
  );
}
