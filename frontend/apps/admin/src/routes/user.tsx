import { ApiError, problemOf, useParams, useSession, useTitle } from '@shopmesh/sdk';
import { Box, Button, EmptyState, ErrorPanel, formatMoment, PageHeading, PageSkeleton } from '@shopmesh/ui';
import { UserRound } from '@shopmesh/ui/icons';
import { EntryList } from '../features/audit/components/entry-list';
import { type AdminUser, useUser } from '../features/users/api/users';
import { UserActions } from '../features/users/components/user-actions';
import { factorWords, UserChips } from '../features/users/components/user-chips';
import { UserForm } from '../features/users/components/user-form';
import { UserRole } from '../features/users/components/user-role';
import { Facts, Part } from '../shared/part';

const Missing = () => (
  <EmptyState icon={UserRound} title="There is no such user" action={<Button href="/admin/users">All users</Button>}>
    The account may have been deleted.
  </EmptyState>
);

const factsOf = (user: AdminUser) => ({
  'E-mail': user.email,
  'Second factor': factorWords(user),
  'Signed in on': user.sessions === 1 ? '1 device' : `${user.sessions} devices`,
  'Last sign-in': user.last_login_at ? formatMoment(user.last_login_at) : 'never',
});

export function UserPage() {
  const { id = '' } = useParams();
  const { user: me, hasRole } = useSession();
  const found = useUser(id);
  const missing = found.error instanceof ApiError && [400, 404].includes(found.error.status);
  useTitle(found.data?.user.username ?? 'User');
  if (found.isPending) return <PageSkeleton label="Loading user" />;
  if (missing) return <Missing />;
  if (!found.data) return <ErrorPanel problem={problemOf(found.error)} onRetry={() => found.refetch()} />;
  const { user, etag } = found.data;
  const readOnly = !hasRole('admin');
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box sx={{ marginBottom: -2 }}>
        <PageHeading
          title={user.username}
          lead={`With us since ${formatMoment(user.created_at)}`}
          action={<UserChips user={user} />}
        />
      </Box>
      <Part title="At a glance">
        <Facts facts={factsOf(user)} />
      </Part>
      <Part title="Details">
        <UserForm key={etag} user={user} etag={etag} readOnly={readOnly} />
      </Part>
      <Part title="What this user may do">
        <UserRole key={user.role} user={user} readOnly={readOnly || user.id === me?.id} />
      </Part>
      {!readOnly && user.id !== me?.id && (
        <Part title="Account">
          <UserActions user={user} />
        </Part>
      )}
      {hasRole('admin') && (
        <Part title="What happened lately">
          <EntryList query={{ resource_id: user.id }} short />
        </Part>
      )}
    </Box>
  );
}
