import { loginPath, sentenceOf, session, useLocation, useNavigate, useSession } from '@shopmesh/sdk';
import { Avatar, Box, Button, IconButton, Menu, toast } from '@shopmesh/ui';
import {
  CircleUserRound,
  CloudOff,
  CreditCard,
  LogOut,
  Package,
  ShieldCheck,
  SlidersHorizontal,
  UserRound,
  Wrench,
} from '@shopmesh/ui/icons';
import { useMe } from '../api/get-me';

// Nobody wants to come back to these.
const SIGNED_OUT = /^\/(login|register|verify-email|forgot-password|reset-password)\/?$/;

/** The same pages, by what they are to whom; "" is for everybody else. */
const items = (work: string, signOut: () => void) => [
  { label: 'Profile', href: '/account/profile', icon: <UserRound size={18} aria-hidden /> },
  { label: 'Orders', href: '/orders', icon: <Package size={18} aria-hidden /> },
  { label: 'Payments', href: '/payments', icon: <CreditCard size={18} aria-hidden /> },
  { label: 'Security', href: '/account/security', icon: <ShieldCheck size={18} aria-hidden /> },
  { label: 'Preferences', href: '/account/preferences', icon: <SlidersHorizontal size={18} aria-hidden /> },
  ...(work ? [{ label: work, href: '/admin', icon: <Wrench size={18} aria-hidden /> }] : []),
  { label: 'Sign out', onSelect: signOut, icon: <LogOut size={18} aria-hidden /> },
];

interface SignedInAsProps {
  name: string;
  picture: string | null;
}

const SignedInAs = ({ name, picture }: SignedInAsProps) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, padding: '8px 12px 12px', fontSize: '0.875rem' }}>
    <Avatar src={picture} name={name} size={40} />
    <Box sx={{ color: 'text.secondary', minWidth: 0 }}>
      Signed in as{' '}
      <Box component="strong" sx={{ display: 'block', color: 'text.primary', overflowWrap: 'anywhere' }}>
        {name}
      </Box>
    </Box>
  </Box>
);

export function AccountMenu() {
  const { status, user, hasRole } = useSession();
  const picture = useMe().data?.avatar_url ?? null;
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
        onClick={() => void navigate('/account/profile')}
      >
        <CloudOff size={21} aria-hidden />
      </IconButton>
    );
  }
  if (!user) {
    const next = SIGNED_OUT.test(pathname) ? '/' : pathname + search;
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
      header={<SignedInAs name={user.username} picture={picture} />}
      items={items(hasRole('admin', 'staff') ? 'Administration' : hasRole('vendor') ? 'Your products' : '', signOut)}
      trigger={(props) => (
        <IconButton label={`Account of ${user.username}`} {...props}>
          {picture ? (
            <Avatar src={picture} name={user.username} size={30} />
          ) : (
            <CircleUserRound size={22} aria-hidden />
          )}
        </IconButton>
      )}
    />
  );
}
