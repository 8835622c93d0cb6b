import { Box } from '@shopmesh/ui';
import { roleWord } from '../../../shared/roles';
import type { Analytics } from '../api/analytics';

/** How many users have each role: a word, a bar and a number. */
export function RoleShares({ users }: Pick<Analytics, 'users'>) {
  const rows = Object.entries(users.by_role as Record<string, number>).sort(([, a], [, b]) => b - a);
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.5 }}>
      {rows.map(([role, count]) => (
        <Box
          key={role}
          component="li"
          sx={{ display: 'grid', gridTemplateColumns: '112px 1fr 56px', alignItems: 'center', gap: 1.5 }}
        >
          <span>{roleWord(role)}</span>
          <Box aria-hidden sx={{ height: 10, borderRadius: 999, bgcolor: 'ground' }}>
            <Box
              sx={{
                width: `${(count / Math.max(1, users.total)) * 100}%`,
                minWidth: count ? 6 : 0,
                height: '100%',
                borderRadius: 999,
                bgcolor: 'primary.main',
              }}
            />
          </Box>
          <Box sx={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>{count}</Box>
        </Box>
      ))}
    </Box>
  );
}
