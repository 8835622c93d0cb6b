import { Box, Price } from '@shopmesh/ui';

interface AmountRowProps {
  label: string;
  amount: string;
  currency: string;
  strong?: boolean;
}

export const AmountRow = ({ label, amount, currency, strong = false }: AmountRowProps) => (
  <Box
    sx={{
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'baseline',
      gap: 2,
      ...(strong ? { fontWeight: 750, fontSize: '1.1875rem' } : { color: 'text.secondary' }),
    }}
  >
    <span>{label}</span>
    <Price amount={amount} currency={currency} />
  </Box>
);
