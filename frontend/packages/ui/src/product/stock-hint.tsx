import { styled } from '@shopmesh/ui';

export type StockLevel = 'in_stock' | 'low' | 'out';

const Hint = styled('span', { shouldForwardProp: (prop) => prop !== 'level' })<{ level: StockLevel }>(
  ({ theme, level }) => ({
    fontSize: '0.8125rem',
    fontWeight: 650,
    whiteSpace: 'nowrap',
    color: {
      in_stock: theme.vars.palette.success.main,
      low: theme.vars.palette.warning.main,
      out: theme.vars.palette.text.secondary,
    }[level],
  }),
);

interface StockHintProps {
  level: StockLevel;
  available: number;
  /** Cards keep quiet about plenty; the product page says it. */
  always?: boolean;
}

export function StockHint({ level, available, always = false }: StockHintProps) {
  if (level === 'in_stock' && !always) return null;
  const words = { in_stock: 'In stock', low: `Only ${available} left`, out: 'Sold out' }[level];
  return <Hint level={level}>{words}</Hint>;
}
