import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { LedgerView } from '../features/ledger/components/ledger-view';

export function LedgerPage() {
  useTitle('Ledger');
  return (
    <>
      <PageHeading
        title="Ledger"
        lead="Double entry: money is never made, it moves from one account to another. Each currency sums to zero."
      />
      <LedgerView />
    </>
  );
}
