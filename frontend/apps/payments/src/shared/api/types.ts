export type PaymentStatus =
  | 'processing'
  | 'initiated'
  | 'authorized'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'partially_refunded'
  | 'refunded';

export interface Payment {
  id: string;
  type: 'checkout' | 'request';
  order_id: string | null;
  customer_id: string;
  vendor_id: string | null;
  organisation_id: string | null;
  description: string;
  amount: string;
  currency: string;
  captured: string;
  refunded: string;
  status: PaymentStatus;
  method: string;
  decline_code: string | null;
  capture: 'automatic' | 'manual';
  expires_at: string | null;
  /** Of a vendor: what of it is his organisation's. */
  share?: string | null;
  created_at: string;
  updated_at: string;
}

export interface Page<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

export interface HistoryEntry {
  payment_id: string;
  kind: string;
  status: string;
  amount: string;
  currency: string;
  at: string;
  note: string;
}

export interface Refund {
  id: string;
  payment_id: string;
  amount: string;
  currency: string;
  status: string;
  reason: string;
  created_at: string;
}

export type Grouping = 'day' | 'currency' | 'vendor' | 'status';

export interface ReportRow {
  key: string;
  label: string;
  currency: string;
  count: number;
  captured: string;
  refunded: string;
  net: string;
}

export interface Report {
  from: string;
  to: string;
  group_by: Grouping;
  rows: ReportRow[];
  totals: Omit<ReportRow, 'key' | 'label'>[];
}

export interface Ledger {
  balanced: boolean;
  currencies: {
    currency: string;
    sum: string;
    accounts: { account: string; balance: string }[];
    transactions: number;
  }[];
}
