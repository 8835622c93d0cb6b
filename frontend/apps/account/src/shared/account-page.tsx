import { RequireSession, useLocation, useTitle } from '@shopmesh/sdk';
import { Anchor, Box, ErrorPanel, LinesSkeleton, Page, PageHeading, styled } from '@shopmesh/ui';
import { FileDown, Laptop, ShieldCheck, SlidersHorizontal, UserRound } from '@shopmesh/ui/icons';
import { type PropsWithChildren, type ReactNode, useEffect, useRef } from 'react';

const PAGES = [
  { href: '/account/profile', label: 'Profile', icon: UserRound },
  { href: '/account/security', label: 'Security', icon: ShieldCheck },
  { href: '/account/sessions', label: 'Sessions', icon: Laptop },
  { href: '/account/preferences', label: 'Preferences', icon: SlidersHorizontal },
  { href: '/account/data', label: 'Your data', icon: FileDown },
];
const UNREACHABLE = { title: 'We cannot confirm your sign-in right now', detail: 'We keep trying; nothing is lost.' };

// A column beside the page; on a phone a row that can be swiped.
const Nav = styled('nav')(({ theme }) => ({
  display: 'flex',
  gap: 4,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  marginInline: -16,
  padding: '2px 16px',
  [theme.breakpoints.up('md')]: { flexDirection: 'column', position: 'sticky', top: 112, margin: 0, padding: 0 },
}));

const Tab = styled(Anchor)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  flexShrink: 0,
  minHeight: 44,
  padding: '0 14px',
  borderRadius: 12,
  fontWeight: 650,
  fontSize: '0.9375rem',
  whiteSpace: 'nowrap',
  textDecoration: 'none',
  color: theme.vars.palette.text.secondary,
  transition: 'background-color 150ms, color 150ms',
  '&:hover': { color: theme.vars.palette.text.primary, backgroundColor: theme.vars.palette.ground },
  '&[aria-current="page"]': { color: theme.vars.palette.primary.main, backgroundColor: theme.vars.palette.accentSoft },
}));

const COLUMNS = {
  display: 'grid',
  gap: { xs: 3, md: 5 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '208px minmax(0, 760px)' },
} as const;

function AccountNav() {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the page we are on must be in sight
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - 16;
  }, [pathname]);
  return (
    <Nav ref={nav} aria-label="Your account">
      {PAGES.map(({ href, label, icon: Icon }) => (
        <Tab key={href} href={href} aria-current={pathname === href ? 'page' : undefined}>
          <Icon size={18} aria-hidden />
          {label}
        </Tab>
      ))}
    </Nav>
  );
}

interface AccountPageProps {
  title: string;
  lead: string;
  action?: ReactNode;
}

/** What all pages of the account share: the way between them, and that nobody else sees them. */
export function AccountPage({ title, lead, action, children }: PropsWithChildren<AccountPageProps>) {
  useTitle(title);
  return (
    <Page>
      <Box sx={COLUMNS}>
        <AccountNav />
        <div>
          <PageHeading title={title} lead={lead} action={action} />
          <RequireSession
            pending={<LinesSkeleton label="Checking your sign-in" />}
            unreachable={<ErrorPanel problem={UNREACHABLE} />}
          >
            <Box sx={{ display: 'grid', gap: 3 }}>{children}</Box>
          </RequireSession>
        </div>
      </Box>
    </Page>
  );
}
