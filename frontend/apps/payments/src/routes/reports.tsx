import { useSession, useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { ReportView } from '../features/reports/components/report-view';

export function ReportsPage() {
  useTitle('Payment reports');
  const { hasRole } = useSession();
  return (
    <>
      <PageHeading
        title="Reports"
        lead={
          hasRole('vendor')
            ? 'What your organisation took, and gave back.'
            : 'What the shop took, and what it gave back.'
        }
      />
      <ReportView />
    </>
  );
}
