import { StatusChip } from '@shopmesh/ui';
import { RotateCcw } from '@shopmesh/ui/icons';
import type { PaymentStatus } from './api/types';
import { STATUS } from './words';

const BACK: readonly PaymentStatus[] = ['partially_refunded', 'refunded'];

export const PaymentChip = ({ status }: { status: PaymentStatus }) => (
  <StatusChip tone={STATUS[status].tone} {...(BACK.includes(status) && { icon: RotateCcw })}>
    {STATUS[status].word}
  </StatusChip>
);
