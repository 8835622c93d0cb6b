import { Box, StatusChip } from '@shopmesh/ui';
import { MailWarning, ShieldCheck } from '@shopmesh/ui/icons';
import type { AdminUser } from '../api/users';

export const StateChip = ({ user }: { user: AdminUser }) =>
  user.active ? <StatusChip tone="success">Active</StatusChip> : <StatusChip tone="error">Disabled</StatusChip>;

const FACTORS: Record<string, string> = {
  totp: 'authenticator app',
  sms: 'text message',
  passkey: 'passkey',
  backup_code: 'backup codes',
};

export const factorWords = (user: AdminUser): string =>
  user.second_factor.map((factor) => FACTORS[factor] ?? factor).join(', ') || 'none';

export const UserChips = ({ user }: { user: AdminUser }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
    <StateChip user={user} />
    {user.second_factor.length > 0 && (
      <StatusChip tone="success" icon={ShieldCheck}>
        Two-step
      </StatusChip>
    )}
    {!user.email_verified && (
      <StatusChip tone="warning" icon={MailWarning}>
        E-mail not confirmed
      </StatusChip>
    )}
  </Box>
);
