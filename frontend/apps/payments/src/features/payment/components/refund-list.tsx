import { type Payment, problemOf, type Refund } from '@shopmesh/sdk';
import { Box, ErrorPanel, formatMoment, LinesSkeleton, Price } from '@shopmesh/ui';
import { RefundChip } from '../../../shared/refund-chip';
import { readable } from '../../../shared/words';
import { useRefunds } from '../api/get-refunds';

const ROW = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: 2,
  alignItems: 'center',
  paddingBlock: 1.25,
  '& + &': { borderTop: '1px solid', borderColor: 'divider' },
} as const;

const Row = ({ refund }: { refund: Refund }) => (
  <Box component="li" sx={ROW}>
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Box sx={{ fontWeight: 650 }}>{refund.reason || 'No reason given'}</Box>
      {refund.refusal_code && (
        <Box sx={{ color: 'error.main', fontSize: '0.875rem' }}>The bank refused: {readable(refund.refusal_code)}</Box>
      )}
      <Box component="time" dateTime={refund.created_at} sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        {formatMoment(refund.created_at)}
      </Box>
    </Box>
    <Box sx={{ display: 'grid', justifyItems: 'end', gap: 0.5 }}>
      <Box sx={{ fontWeight: 700 }}>
        <Price amount={refund.amount} currency={refund.currency} />
      </Box>
      <RefundChip status={refund.status} />
    </Box>
  </Box>
);

export function RefundList({ payment }: { payment: Payment }) {
  const refunds = useRefunds(payment.id, payment.updated_at);
  if (refunds.isPending) return <LinesSkeleton label="Loading refunds" count={1} />;
  if (refunds.isError) return <ErrorPanel problem={problemOf(refunds.error)} onRetry={() => void refunds.refetch()} />;
  if (refunds.data.results.length === 0) return <Box sx={{ color: 'text.secondary' }}>Nothing was given back.</Box>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {refunds.data.results.map((refund) => (
        <Row key={refund.id} refund={refund} />
      ))}
    </Box>
  );
}
