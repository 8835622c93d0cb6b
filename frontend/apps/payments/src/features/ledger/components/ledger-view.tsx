import { type Ledger, problemOf } from '@shopmesh/sdk';
import { Box, EmptyState, ErrorPanel, LinesSkeleton, Price, StatusChip, Typography } from '@shopmesh/ui';
import { Scale } from '@shopmesh/ui/icons';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { useLedger } from '../api/get-ledger';
import { accountWords } from '../model/accounts';

type Currency = Ledger['currencies'][number];
type Account = Currency['accounts'][number];

const Verdict = ({ balanced }: { balanced: boolean }) =>
  balanced ? (
    <StatusChip tone="success">Balanced: every entry has its other side</StatusChip>
  ) : (
    <StatusChip tone="error">Not balanced: call whoever keeps the books</StatusChip>
  );

const columns = (currency: string): readonly Column<Account>[] => [
  { name: 'Account', width: '60%', cell: ({ account }) => accountWords(account) },
  {
    name: 'Balance',
    numeric: true,
    cell: ({ balance }) => <Price amount={balance} currency={currency} />,
  },
];

const OfCurrency = ({ currency, sum, accounts, transactions }: Currency) => (
  <section aria-label={currency}>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', justifyContent: 'space-between', gap: 1 }}>
      <Typography variant="h2" sx={{ fontSize: '1.25rem', marginBottom: 1 }}>
        {currency}
      </Typography>
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
        {transactions.toLocaleString()} {transactions === 1 ? 'transaction' : 'transactions'}, sum{' '}
        <Price amount={sum} currency={currency} />
      </Box>
    </Box>
    <DataTable
      caption={`Accounts in ${currency}`}
      columns={columns(currency)}
      rows={accounts}
      keyOf={({ account }) => account}
    />
  </section>
);

export function LedgerView() {
  const { data: ledger, isPending, isError, error, refetch } = useLedger();
  if (isPending) return <LinesSkeleton label="Loading ledger" count={4} />;
  if (isError) return <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (ledger.currencies.length === 0)
    return (
      <EmptyState icon={Scale} title="Nothing is booked yet">
        The first payment that is taken opens the books.
      </EmptyState>
    );
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box role="status">
        <Verdict balanced={ledger.balanced} />
      </Box>
      {ledger.currencies.map((one) => (
        <OfCurrency key={one.currency} {...one} />
      ))}
    </Box>
  );
}
