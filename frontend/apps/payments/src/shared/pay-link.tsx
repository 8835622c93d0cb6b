import { Box, Button, TextField, toast } from '@shopmesh/ui';
import { Check, Copy } from '@shopmesh/ui/icons';
import { useRef, useState } from 'react';

export const payLinkOf = (paymentId: string): string => new URL(`/payments/${paymentId}/pay`, location.origin).href;

/** The address to send to the customer. Only that customer, signed in, can pay there: whoever else reads it gains nothing. */
export function PayLink({ paymentId }: { paymentId: string }) {
  const link = payLinkOf(paymentId);
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      field.current?.select(); // over plain http there is no clipboard
      toast({ message: 'Your browser does not let us copy it: the link is selected, copy it yourself.' });
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <TextField ref={field} label="Link to pay" value={link} readOnly onFocus={(event) => event.target.select()} />
      <Button
        variant="outlined"
        onClick={() => void copy()}
        startIcon={copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
      >
        {copied ? 'Copied' : 'Copy the link'}
      </Button>
    </Box>
  );
}
