import {
  Building2,
  ChartColumn,
  KeyRound,
  ListTree,
  RadioTower,
  ReceiptText,
  Scale,
  ScrollText,
  Settings2,
  UsersRound,
} from '@shopmesh/ui/icons';
import type { Area } from '@shopmesh/ui/work';

export const AREAS: readonly Area[] = [
  { href: '/admin', label: 'Overview', icon: ChartColumn, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/orders', label: 'Orders', icon: ReceiptText, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/sagas', label: 'Sagas', icon: ListTree, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/books', label: 'Books', icon: Scale, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/events', label: 'Events', icon: RadioTower, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/users', label: 'Users', icon: UsersRound, roles: ['admin', 'staff'] },
  { href: '/admin/organisations', label: 'Organisations', icon: Building2, roles: ['admin', 'staff'] },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['admin'] },
  { href: '/admin/keys', label: 'Signing keys', icon: KeyRound, roles: ['admin'] },
  { href: '/admin/configuration', label: 'Configuration', icon: Settings2, roles: ['admin', 'staff'] },
];
