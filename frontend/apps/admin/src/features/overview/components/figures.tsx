import { Box, Surface } from '@shopmesh/ui';
import type { Analytics } from '../api/analytics';

const GRID = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', lg: 'repeat(4, 1fr)' } } as const;

const share = (part: number, whole: number) => (whole ? `${Math.round((part / whole) * 100)} % of all` : '');

interface FigureProps {
  name: string;
  value: number;
  note: string;
}

const Figure = ({ name, value, note }: FigureProps) => (
  <Surface padding={2.5}>
    <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', fontWeight: 600 }}>{name}</Box>
    <Box sx={{ fontSize: '1.75rem', fontWeight: 750, letterSpacing: '-0.02em', fontVariantNumeric: 'tabular-nums' }}>
      {value.toLocaleString()}
    </Box>
    <Box sx={{ color: 'text.secondary', fontSize: '0.85rem', minHeight: '1.4em' }}>{note}</Box>
  </Surface>
);

export const Figures = ({ analytics: { users, sessions } }: { analytics: Analytics }) => (
  <Box sx={GRID}>
    <Figure name="Users" value={users.total} note={`${users.active} active`} />
    <Figure name="Signed in now" value={sessions.living} note="living sessions" />
    <Figure
      name="With a second factor"
      value={users.with_second_factor}
      note={share(users.with_second_factor, users.total)}
    />
    <Figure name="With a passkey" value={users.with_passkey} note={share(users.with_passkey, users.total)} />
  </Box>
);
