import { problemOf, useSession } from '@shopmesh/sdk';
import { useFilters } from '@shopmesh/sdk/filters';
import { Button, EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { ReceiptText, SearchX } from '@shopmesh/ui/icons';
import { Pager } from '@shopmesh/ui/work';
import { MAY_REQUEST } from '../../../shared/areas';
import { PAGE_SIZE, usePayments } from '../api/list-payments';
import { DEFAULTS, isFiltered, queryOf } from '../model/query';
import { HistoryFilters } from './history-filters';
import { PaymentTable } from './payment-table';

function NoneYet() {
  const { hasRole } = useSession();
  return (
    <EmptyState
      icon={ReceiptText}
      title="No payments yet"
      action={
        hasRole(...MAY_REQUEST) ? (
          <Button href="/payments/new">Ask for money</Button>
        ) : (
          <Button href="/products">Look around</Button>
        )
      }
    >
      What is paid, and what is given back, is listed here.
    </EmptyState>
  );
}

const NothingLikeThat = ({ onAll }: { onAll: () => void }) => (
  <EmptyState
    icon={SearchX}
    title="No payment is like that"
    action={
      <Button variant="outlined" onClick={onAll}>
        Show all
      </Button>
    }
  >
    Take a filter away, or choose other days.
  </EmptyState>
);

export function PaymentHistory() {
  const { filters, change } = useFilters(DEFAULTS);
  const { data, isPending, isError, error, refetch, isPlaceholderData } = usePayments(queryOf(filters));
  const filtered = isFiltered(filters);
  if (data?.count === 0 && !filtered) return <NoneYet />;
  return (
    <>
      <HistoryFilters filters={filters} change={change} />
      {isPending && <LinesSkeleton label="Loading payments" count={6} />}
      {isError && <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />}
      {data?.results.length === 0 && <NothingLikeThat onAll={() => change(DEFAULTS)} />}
      {data && data.results.length > 0 && (
        <>
          <PaymentTable payments={data.results} stale={isPlaceholderData} />
          <Pager
            page={Number(filters.page)}
            pages={Math.ceil(data.count / PAGE_SIZE)}
            count={data.count}
            onPage={(page) => change({ page: String(page) })}
          />
        </>
      )}
    </>
  );
}
