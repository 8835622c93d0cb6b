import { styled } from '@mui/material/styles';
import { IconButton } from './button';
import { Minus, Plus } from './icons';

const Frame = styled('div')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  borderRadius: 999,
  border: `1px solid ${theme.vars.palette.divider}`,
  '& output': { minWidth: 28, textAlign: 'center', fontWeight: 700, fontVariantNumeric: 'tabular-nums' },
}));

interface QuantityStepperProps {
  value: number;
  onChange: (value: number) => void;
  /** What is being counted, for screen readers. */
  label: string;
  min?: number;
  max?: number;
}

export const QuantityStepper = ({ value, onChange, label, min = 1, max = 99 }: QuantityStepperProps) => (
  <Frame role="group" aria-label={`Quantity of ${label}`}>
    <IconButton label={`One ${label} fewer`} onClick={() => onChange(value - 1)} disabled={value <= min}>
      <Minus size={18} aria-hidden />
    </IconButton>
    <output>{value}</output>
    <IconButton label={`One ${label} more`} onClick={() => onChange(value + 1)} disabled={value >= max}>
      <Plus size={18} aria-hidden />
    </IconButton>
  </Frame>
);
