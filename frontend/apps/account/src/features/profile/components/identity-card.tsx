import type { Me } from '@shopmesh/sdk';
import { Box, formatMoment, StatusChip, Surface, Typography } from '@shopmesh/ui';
import { BadgeCheck } from '@shopmesh/ui/icons';

const initials = ({ first_name, last_name, username }: Me) =>
  (first_name && last_name ? `${first_name[0]}${last_name[0]}` : username.slice(0, 2)).toUpperCase();

export const IdentityCard = ({ me }: { me: Me }) => (
  <Surface>
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 72,
          height: 72,
          borderRadius: '24px',
          bgcolor: 'accentSoft',
          color: 'primary.main',
          fontSize: '1.375rem',
          fontWeight: 800,
        }}
      >
        {initials(me)}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h3" component="p" sx={{ overflowWrap: 'anywhere' }}>
          {[me.first_name, me.last_name].join(' ').trim() || me.username}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {me.username} · {me.email}
        </Typography>
      </Box>
      <StatusChip tone="info" icon={BadgeCheck}>
        {me.role}
      </StatusChip>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        With us since {formatMoment(me.created_at)}
      </Typography>
    </Box>
  </Surface>
);
