import { useNavigate } from '@shopmesh/sdk';
import { Box, Button } from '@shopmesh/ui';
import { type ReactNode, useState } from 'react';
import { Confirm } from '../../../shared/confirm';
import {
  type AdminUser,
  useDeleteUser,
  useDisable,
  useEnable,
  useEndSessions,
  useResetSecondFactor,
} from '../api/users';

interface Action {
  readonly name: string;
  readonly verb: string;
  readonly title: string;
  readonly words: ReactNode;
  readonly done: string;
  readonly run: () => Promise<unknown>;
}

function useActions(user: AdminUser): readonly Action[] {
  const [disable, enable] = [useDisable(user.id), useEnable(user.id)];
  const [endSessions, resetFactor, remove] = [
    useEndSessions(user.id),
    useResetSecondFactor(user.id),
    useDeleteUser(user.id),
  ];
  const navigate = useNavigate();
  const name = user.username;
  return [
    user.active
      ? {
          name: 'Disable',
          verb: 'Disable',
          title: `Disable ${name}?`,
          words:
            'All sessions end at once, everywhere within five seconds. Signing in is refused until you enable it again.',
          done: `${name} is disabled`,
          run: () => disable(undefined),
        }
      : {
          name: 'Enable',
          verb: 'Enable',
          title: `Enable ${name}?`,
          words: 'Signing in works again, with the same password and second factor.',
          done: `${name} is enabled`,
          run: () => enable(undefined),
        },
    {
      name: 'End all sessions',
      verb: 'End them',
      title: `End all sessions of ${name}?`,
      words: `${user.sessions === 1 ? 'One device is' : `${user.sessions} devices are`} signed out.`,
      done: `${name} is signed out everywhere`,
      run: () => endSessions(undefined),
    },
    {
      name: 'Reset second factor',
      verb: 'Reset it',
      title: `Reset the second factor of ${name}?`,
      words:
        'Authenticator app, text messages, backup codes and passkeys are removed, and the user is told by e-mail. Do this only for somebody you have recognised.',
      done: `${name} signs in with the password alone now`,
      run: () => resetFactor(undefined),
    },
    {
      name: 'Delete account',
      verb: 'Delete for good',
      title: `Delete the account of ${name}?`,
      words:
        'Name, e-mail and everything personal is erased, for good. Orders stay without them, because the books need them.',
      done: `${name} is deleted`,
      run: async () => {
        await remove(undefined);
        void navigate('/admin/users');
      },
    },
  ];
}

/** What an administrator can do to an account, each after saying what it means. */
export function UserActions({ user }: { user: AdminUser }) {
  const actions = useActions(user);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {actions.map(({ name, title, words, verb, done, run }) => (
        <Box key={name}>
          <Button variant="outlined" onClick={() => setAsked(name)}>
            {name}
          </Button>
          <Confirm open={asked === name} onClose={() => setAsked(null)} title={title} verb={verb} done={done} run={run}>
            {words}
          </Confirm>
        </Box>
      ))}
    </Box>
  );
}
