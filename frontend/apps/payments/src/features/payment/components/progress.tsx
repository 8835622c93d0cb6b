import { type Payment, problemOf } from '@shopmesh/sdk';
import { ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { Timeline } from '@shopmesh/ui/timeline';
import { useHistory } from '../api/get-history';
import { progressOf } from '../model/progress';

export function Progress({ payment }: { payment: Payment }) {
  const history = useHistory(payment.id, payment.updated_at);
  if (history.isPending) return <LinesSkeleton label="Loading history" count={2} />;
  if (history.isError) return <ErrorPanel problem={problemOf(history.error)} onRetry={() => void history.refetch()} />;
  return <Timeline steps={progressOf(payment, history.data.results)} label="Progress" />;
}
