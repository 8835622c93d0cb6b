import { problemOf, session, useNavigate } from '@shopmesh/sdk';
import { Button, ErrorPanel } from '@shopmesh/ui';
import { LogOut } from '@shopmesh/ui/icons';
import { AvatarCard } from '../features/profile/components/avatar-card';
import { EmailCard } from '../features/profile/components/email-card';
import { ProfileForm } from '../features/profile/components/profile-form';
import { AccountPage } from '../shared/account-page';
import { useMe } from '../shared/api/get-me';
import { CardsSkeleton } from '../shared/cards-skeleton';
import { Section } from '../shared/section';

function Profile() {
  const me = useMe();
  if (me.isPending) return <CardsSkeleton label="Loading profile" heights={[210, 190, 420]} />;
  if (me.isError) return <ErrorPanel problem={problemOf(me.error)} onRetry={() => me.refetch()} />;
  return (
    <>
      <AvatarCard me={me.data} />
      <EmailCard me={me.data} />
      <Section title="Name and delivery" lead="What we print on parcels and fill in for you at checkout.">
        <ProfileForm me={me.data} />
      </Section>
    </>
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

export const ProfilePage = () => (
  <AccountPage title="Profile" lead="How we greet you and where we deliver." action={<SignOutButton />}>
    <Profile />
  </AccountPage>
);
