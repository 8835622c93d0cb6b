import { Box, Button, formatPrice } from '@shopmesh/ui';
import { ShieldCheck } from '@shopmesh/ui/icons';
import { useEffect, useState } from 'react';

const SLOW_MS = 2_500;

function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    const timer = busy ? setTimeout(() => setSlow(true), SLOW_MS) : undefined;
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}

const NOTE = {
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 1,
  minHeight: 24,
  color: 'text.secondary',
  fontSize: '0.875rem',
} as const;

interface PayButtonProps {
  total: string;
  currency: string;
  busy: boolean;
}

/** The one press the page is for, and what to know while it is worked on. */
export function PayButton({ total, currency, busy }: PayButtonProps) {
  const slow = useSlow(busy);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Button type="submit" size="large" busy={busy} sx={{ width: '100%', fontVariantNumeric: 'tabular-nums' }}>
        {busy ? 'Paying…' : `Pay ${formatPrice(total, currency)}`}
      </Button>
      <Box role="status" sx={NOTE}>
        {!slow && <ShieldCheck size={16} aria-hidden />}
        {slow ? 'The bank is taking its time. You will be charged once at most.' : 'Pressing twice never pays twice.'}
      </Box>
    </Box>
  );
}
