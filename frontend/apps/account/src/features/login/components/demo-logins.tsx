import { Box, styled } from '@shopmesh/ui';

interface Credentials {
  username: string;
  password: string;
}

// The seeded logins of the demonstration; they are public in the README too.
const LOGINS = ['user', 'vendor', 'staff', 'admin', 'viewer'].map((name) => ({
  name,
  username: `${name}@example.com`,
  password: `${name}123`,
}));

const Panel = styled('details')(({ theme }) => ({
  borderRadius: 12,
  backgroundColor: theme.vars.palette.ground,
  '& summary': {
    padding: '12px 16px',
    cursor: 'pointer',
    fontSize: '0.875rem',
    fontWeight: 650,
    color: theme.vars.palette.text.secondary,
  },
}));

const Choice = styled('button')(({ theme }) => ({
  minHeight: 44,
  padding: '0 16px',
  font: 'inherit',
  fontSize: '0.875rem',
  fontWeight: 650,
  color: 'inherit',
  cursor: 'pointer',
  borderRadius: 999,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  '&:hover': { borderColor: theme.vars.palette.primary.main },
}));

/** Fills the form with one of the demonstration's people. */
export const DemoLogins = ({ onChoose }: { onChoose: (credentials: Credentials) => void }) => (
  <Panel>
    <summary>Demo logins</summary>
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, padding: '0 16px 16px' }}>
      {LOGINS.map(({ name, username, password }) => (
        <Choice key={name} type="button" onClick={() => onChoose({ username, password })}>
          {name}
        </Choice>
      ))}
    </Box>
  </Panel>
);
