import type { IconProps } from '@shopmesh/ui';
import { Building2, ChartColumn, KeyRound, ScrollText, Settings2, UsersRound } from '@shopmesh/ui/icons';
import type { ComponentType } from 'react';

export interface Area {
  readonly href: string;
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** Who may see it: the same line of protos/roles.toml that the API asks. */
  readonly roles: readonly string[];
}

export const AREAS: readonly Area[] = [
  { href: '/admin', label: 'Overview', icon: ChartColumn, roles: ['admin', 'staff', 'viewer'] },
  { href: '/admin/users', label: 'Users', icon: UsersRound, roles: ['admin', 'staff'] },
  { href: '/admin/organisations', label: 'Organisations', icon: Building2, roles: ['admin', 'staff'] },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['admin'] },
  { href: '/admin/keys', label: 'Signing keys', icon: KeyRound, roles: ['admin'] },
  { href: '/admin/configuration', label: 'Configuration', icon: Settings2, roles: ['admin', 'staff'] },
];

/** The area a path belongs to: the longest that begins it. */
export const areaOf = (pathname: string): Area | undefined =>
  [...AREAS]
    .sort((a, b) => b.href.length - a.href.length)
    .find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
