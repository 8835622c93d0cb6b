import { loginPath, sentenceOf, session, useLocation, useNavigate, useSession } from '@shopmesh/sdk';
import { Box, Button, IconButton, Menu, toast } from '@shopmesh/ui';
import { CircleUserRound, CloudOff, LogOut, Package, UserRound } from '@shopmesh/ui/icons';

const items = (signOut: () => void) => [
  { label: 'Profile', href: '/profile', icon: <UserRound size={18} aria-hidden /> },
  { label: 'Orders', href: '/orders', icon: <Package size={18} aria-hidden /> },
  { label: 'Sign out', onSelect: signOut, icon: <LogOut size={18} aria-hidden /> },
];

const SignedInAs = ({ name }: { name: string }) => (
  <Box sx={{ padding: '8px 12px 10px', fontSize: '0.875rem', color: 'text.secondary' }}>
    Signed in as{' '}
    <Box component="strong" sx={{ color: 'text.primary', overflowWrap: 'anywhere' }}>
      {name}
    </Box>
  </Box>
);

export function AccountMenu() {
  const { status, user } = useSession();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();

  const signOut = () => {
    navigate('/');
    session.signOut().then(
      () => toast({ message: 'You are signed out, in every tab.' }),
      (error) => toast({ message: `Signed out here. ${sentenceOf(error)}`, tone: 'error' }),
    );
  };

  // The room is kept while the first refresh is under way, so that nothing beside it moves.
  if (status === 'restoring') return <Box sx={{ width: 44, height: 44 }} />;
  if (status === 'unreachable') {
    return (
      <IconButton
        label="Your sign-in cannot be confirmed right now; we keep trying"
        onClick={() => void navigate('/profile')}
      >
        <CloudOff size={21} aria-hidden />
      </IconButton>
    );
  }
  if (!user) {
    const next = pathname === '/login' || pathname === '/register' ? '/' : pathname + search;
    return (
      <Button
        variant="text"
        size="small"
        href={next === '/' ? '/login' : loginPath(next)}
        sx={{ minHeight: 44, color: 'text.primary' }}
      >
        Sign in
      </Button>
    );
  }
  return (
    <Menu
      header={<SignedInAs name={user.username} />}
      items={items(signOut)}
      trigger={(props) => (
        <IconButton label={`Account of ${user.username}`} {...props}>
          <CircleUserRound size={22} aria-hidden />
        </IconButton>
      )}
    />
  );
}
