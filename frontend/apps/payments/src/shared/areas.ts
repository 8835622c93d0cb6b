import { ChartColumn, CreditCard, Plus, RotateCcw, Scale } from '@shopmesh/ui/icons';
import type { Area } from '@shopmesh/ui/work';

/** Who may ask for money: payments.request. */
export const MAY_REQUEST = ['admin', 'staff', 'vendor'] as const;

export const AREAS: readonly Area[] = [
  { href: '/payments', label: 'Payments', icon: CreditCard, roles: ['admin', 'staff', 'viewer', 'vendor', 'customer'] },
  { href: '/payments/new', label: 'Ask for money', icon: Plus, roles: MAY_REQUEST },
  { href: '/payments/refunds', label: 'Refunds', icon: RotateCcw, roles: ['admin', 'staff', 'viewer', 'vendor'] },
  { href: '/payments/reports', label: 'Reports', icon: ChartColumn, roles: ['admin', 'staff', 'viewer', 'vendor'] },
  { href: '/payments/ledger', label: 'Ledger', icon: Scale, roles: ['admin', 'staff', 'viewer'] },
];
