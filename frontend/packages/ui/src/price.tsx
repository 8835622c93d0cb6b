import { styled } from '@mui/material/styles';

const formats = new Map<string, Intl.NumberFormat>();

/** "129.00", "EUR" → "€129.00". The amount stays a decimal string: Intl formats it exactly, no float in between. */
export function formatPrice(amount: string, currency: string): string {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });
    formats.set(currency, format);
  }
  return format.format(amount as Intl.StringNumericLiteral);
}

const Figures = styled('span')({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', letterSpacing: '-0.01em' });

export const Price = ({ amount, currency, className }: { amount: string; currency: string; className?: string }) => (
  <Figures className={className}>{formatPrice(amount, currency)}</Figures>
);
