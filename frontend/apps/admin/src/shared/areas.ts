import {
  Boxes,
  Building2,
  ChartColumn,
  FileUp,
  FolderTree,
  KeyRound,
  ListTree,
  MessageSquareText,
  Package,
  RadioTower,
  ReceiptText,
  Scale,
  ScrollText,
  Search,
  Settings2,
  UsersRound,
} from '@shopmesh/ui/icons';
import type { Area } from '@shopmesh/ui/work';

/** catalog.manage: everything, or for a vendor what is theirs. */
const MANAGERS = ['admin', 'staff', 'vendor'];
const HOUSE = ['admin', 'staff'];
const READERS = ['admin', 'staff', 'viewer'];

export const AREAS: readonly Area[] = [
  { href: '/admin', label: 'Overview', icon: ChartColumn, roles: READERS },
  { href: '/admin/orders', label: 'Orders', icon: ReceiptText, roles: READERS },
  { href: '/admin/products', label: 'Products', icon: Package, roles: MANAGERS, group: 'Catalogue' },
  { href: '/admin/stock', label: 'Stock', icon: Boxes, roles: MANAGERS, group: 'Catalogue' },
  { href: '/admin/imports', label: 'Import', icon: FileUp, roles: MANAGERS, group: 'Catalogue' },
  { href: '/admin/categories', label: 'Categories', icon: FolderTree, roles: HOUSE, group: 'Catalogue' },
  { href: '/admin/reviews', label: 'Reviews', icon: MessageSquareText, roles: HOUSE, group: 'Catalogue' },
  { href: '/admin/search', label: 'Search', icon: Search, roles: HOUSE, group: 'Catalogue' },
  { href: '/admin/users', label: 'Users', icon: UsersRound, roles: HOUSE, group: 'People' },
  { href: '/admin/organisations', label: 'Organisations', icon: Building2, roles: HOUSE, group: 'People' },
  { href: '/admin/sagas', label: 'Sagas', icon: ListTree, roles: READERS, group: 'Engine room' },
  { href: '/admin/books', label: 'Books', icon: Scale, roles: READERS, group: 'Engine room' },
  { href: '/admin/events', label: 'Events', icon: RadioTower, roles: READERS, group: 'Engine room' },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['admin'], group: 'Engine room' },
  { href: '/admin/keys', label: 'Signing keys', icon: KeyRound, roles: ['admin'], group: 'Engine room' },
  { href: '/admin/configuration', label: 'Configuration', icon: Settings2, roles: HOUSE, group: 'Engine room' },
];
