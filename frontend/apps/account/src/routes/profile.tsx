import { problemOf, RequireSession, session, useNavigate, useTitle } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, Page, PageHeading, PageSkeleton, Surface } from '@shopmesh/ui';
import { LogOut } from '@shopmesh/ui/icons';
import { useMe } from '../features/profile/api/get-me';
import { IdentityCard } from '../features/profile/components/identity-card';
import { ProfileForm } from '../features/profile/components/profile-form';

const COLUMNS = {
  display: 'grid',
  gap: 3,
  alignItems: 'start',
  gridTemplateColumns: { xs: '1fr', md: '300px 1fr' },
} as const;
const UNREACHABLE = { title: 'We cannot confirm your sign-in right now', detail: 'We keep trying; nothing is lost.' };

function Profile() {
  const me = useMe();
  if (me.isPending) return <PageSkeleton label="Loading profile" />;
  if (me.isError) return <ErrorPanel problem={problemOf(me.error)} onRetry={() => me.refetch()} />;
  return (
    <Box sx={COLUMNS}>
      <IdentityCard me={me.data} />
      <Surface padding={4}>
        <ProfileForm me={me.data} />
      </Surface>
    </Box>
  );
}

function SignOutButton() {
  const navigate = useNavigate();
  const signOut = () => {
    navigate('/');
    session.signOut().catch(() => undefined); // signed out here in any case; the token dies with its 15 minutes
  };
  return (
    <Button variant="outlined" startIcon={<LogOut size={18} aria-hidden />} onClick={signOut}>
      Sign out
    </Button>
  );
}

export function ProfilePage() {
  useTitle('Profile');
  return (
    <Page>
      <PageHeading title="Profile" lead="How we greet you and where we deliver." action={<SignOutButton />} />
      <RequireSession pending={<PageSkeleton />} unreachable={<ErrorPanel problem={UNREACHABLE} />}>
        <Profile />
      </RequireSession>
    </Page>
  );
}
