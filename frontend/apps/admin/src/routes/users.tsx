import { useSession, useTitle } from '@shopmesh/sdk';
import { Button, PageHeading } from '@shopmesh/ui';
import { Plus } from '@shopmesh/ui/icons';
import { useState } from 'react';
import { NewUser } from '../features/users/components/new-user';
import { UserList } from '../features/users/components/user-list';

export function UsersPage() {
  useTitle('Users');
  const { hasRole } = useSession();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeading
        title="Users"
        lead="Everybody who has an account, and what they may do."
        action={
          hasRole('admin') && (
            <Button startIcon={<Plus size={18} aria-hidden />} onClick={() => setAdding(true)}>
              New user
            </Button>
          )
        }
      />
      <UserList />
      <NewUser open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
