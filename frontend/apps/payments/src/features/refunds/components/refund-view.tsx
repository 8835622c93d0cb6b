import { problemOf } from '@shopmesh/sdk';
import { useFilters } from '@shopmesh/sdk/filters';
import { EmptyState, ErrorPanel, LinesSkeleton } from '@shopmesh/ui';
import { RotateCcw } from '@shopmesh/ui/icons';
import { Pager } from '@shopmesh/ui/work';
import { PAGE_SIZE, useRefundPage } from '../api/list-refunds';
import { RefundTable } from './refund-table';

export function RefundView() {
  const { filters, change } = useFilters({ page: '1' });
  const { data, isPending, isError, error, refetch, isPlaceholderData } = useRefundPage(filters);
  if (isPending) return <LinesSkeleton label="Loading refunds" count={6} />;
  if (isError) return <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data.count === 0)
    return (
      <EmptyState icon={RotateCcw} title="Nothing was given back yet">
        A payment’s own page gives money back, all of it or a part.
      </EmptyState>
    );
  return (
    <>
      <RefundTable refunds={data.results} stale={isPlaceholderData} />
      <Pager
        page={Number(filters.page)}
        pages={Math.ceil(data.count / PAGE_SIZE)}
        count={data.count}
        onPage={(page) => change({ page: String(page) })}
      />
    </>
  );
}
