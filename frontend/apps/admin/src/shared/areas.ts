import { Building2, ChartColumn, KeyRound, ScrollText, Settings2, UsersRound } from '@shopmesh/ui/icons';
import type { Area } from '@shopmesh/ui/work';

export const AREAS: readonly Area[] = [
  { href: '/admin', label: 'Overview', icon: ChartColumn, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/users', label: 'Users', icon: UsersRound, roles: ['admin', 'staff'] },
  { href: '/admin/organisations', label: 'Organisations', icon: Building2, roles: ['admin', 'staff'] },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['admin'] },
  { href: '/admin/keys', label: 'Signing keys', icon: KeyRound, roles: ['admin'] },
  { href: '/admin/configuration', label: 'Configuration', icon: Settings2, roles: ['admin', 'staff'] },
];
