import type { PaymentReport } from '@shopmesh/sdk';

export type Grouping = PaymentReport['group_by'];
export type ReportRow = PaymentReport['rows'][number];
