import type { Payment } from '@shopmesh/sdk';
import { Dialog } from '@shopmesh/ui';
import { RefundForm } from './refund-form';

interface RefundDialogProps {
  payment: Payment;
  open: boolean;
  onClose: () => void;
}

export const RefundDialog = ({ payment, open, onClose }: RefundDialogProps) => (
  <Dialog open={open} onClose={onClose} title="Give money back">
    <RefundForm payment={payment} onDone={onClose} />
  </Dialog>
);
