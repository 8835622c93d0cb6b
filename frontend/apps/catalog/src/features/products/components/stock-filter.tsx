import { styled } from '@shopmesh/ui';
import { Count } from './count';

const Label = styled('label')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  minHeight: 44,
  fontWeight: 600,
  fontSize: '0.9375rem',
  cursor: 'pointer',
  '& input': { width: 20, height: 20, margin: 0, accentColor: theme.vars.palette.primary.main, cursor: 'pointer' },
  '& small': {
    marginLeft: 'auto',
    fontSize: '0.8125rem',
    fontVariantNumeric: 'tabular-nums',
    color: theme.vars.palette.text.secondary,
  },
}));

interface StockFilterProps {
  checked: boolean;
  available: number | undefined;
  onChange: (checked: boolean) => void;
}

export const StockFilter = ({ checked, available, onChange }: StockFilterProps) => (
  <Label>
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    In stock only
    <Count of={available} />
  </Label>
);
