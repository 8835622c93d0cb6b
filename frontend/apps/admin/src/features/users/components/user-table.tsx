import { Box, formatMoment, TextLink } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { roleWord } from '../../../shared/roles';
import type { AdminUser } from '../api/users';
import { factorWords, StateChip } from './user-chips';

const fullName = (user: AdminUser) => `${user.first_name} ${user.last_name}`.trim();

const COLUMNS: readonly Column<AdminUser>[] = [
  {
    name: 'User',
    width: '34%',
    cell: (user) => (
      <Box sx={{ minWidth: 0 }}>
        <TextLink href={`/admin/users/${user.id}`}>{user.username}</TextLink>
        <Box sx={{ color: 'text.secondary', fontSize: '0.85rem' }}>
          {[fullName(user), user.email].filter(Boolean).join(' · ')}
        </Box>
      </Box>
    ),
  },
  { name: 'Role', cell: (user) => roleWord(user.role) },
  { name: 'State', cell: (user) => <StateChip user={user} /> },
  { name: 'Second factor', cell: factorWords },
  { name: 'Sessions', numeric: true, cell: (user) => user.sessions },
  { name: 'Last sign-in', cell: (user) => (user.last_login_at ? formatMoment(user.last_login_at) : 'never') },
];

export const UserTable = ({ users, stale }: { users: readonly AdminUser[]; stale: boolean }) => (
  <DataTable caption="Users" columns={COLUMNS} rows={users} keyOf={(user) => user.id} stale={stale} />
);
