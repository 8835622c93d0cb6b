import type { OrderStatus } from '@shopmesh/sdk';
import { StatusChip } from '@shopmesh/ui';
import { STATUS } from '../model/words';

export const OrderStatusChip = ({ status }: { status: OrderStatus }) => (
  <StatusChip tone={STATUS[status].tone}>{STATUS[status].word}</StatusChip>
);
