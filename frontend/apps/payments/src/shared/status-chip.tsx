import type { PaymentStatus } from '@shopmesh/sdk';
import { StatusChip } from '@shopmesh/ui';
import { RotateCcw } from '@shopmesh/ui/icons';
import { STATUS } from './words';

const BACK: readonly PaymentStatus[] = ['partially_refunded', 'refunded'];

export const PaymentChip = ({ status }: { status: PaymentStatus }) => (
  <StatusChip tone={STATUS[status].tone} {...(BACK.includes(status) && { icon: RotateCcw })}>
    {STATUS[status].word}
  </StatusChip>
);
