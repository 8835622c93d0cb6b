import { Outlet, RequireSession, useLocation, useSession } from '@shopmesh/sdk';
import { Anchor, Box, Button, EmptyState, ErrorPanel, Page, PageSkeleton, styled } from '@shopmesh/ui';
import { ShieldAlert } from '@shopmesh/ui/icons';
import { AREAS, type Area, areaOf } from '../shared/areas';

const UNREACHABLE = { title: 'We cannot confirm your sign-in right now', detail: 'We keep trying; nothing is lost.' };

const Tab = styled(Anchor)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flexShrink: 0,
  minHeight: 44,
  padding: '0 14px',
  borderRadius: 12,
  fontWeight: 650,
  fontSize: '0.9375rem',
  textDecoration: 'none',
  color: theme.vars.palette.text.secondary,
  '&:hover': { backgroundColor: theme.vars.palette.ground },
  '&[aria-current="page"]': {
    color: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.accentSoft,
  },
}));

const COLUMNS = {
  display: 'grid',
  gap: { xs: 2, md: 4 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '208px minmax(0, 1fr)' },
} as const;

const STRIP = {
  display: 'flex',
  flexDirection: { xs: 'row', md: 'column' },
  gap: 0.5,
  overflowX: 'auto',
  position: { md: 'sticky' },
  top: { md: 96 },
} as const;

/** On a phone the strip is longer than the screen: the tab one is on is the one to see. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ inline: 'center', block: 'nearest' });

function Areas({ areas, current }: { areas: readonly Area[]; current: Area | undefined }) {
  return (
    <Box component="nav" aria-label="Administration" sx={STRIP}>
      {areas.map(({ href, label, icon: Icon }) => (
        <span key={href} ref={href === current?.href ? intoView : undefined} style={{ flexShrink: 0 }}>
          <Tab href={href} aria-current={href === current?.href ? 'page' : undefined}>
            <Icon size={18} aria-hidden />
            {label}
          </Tab>
        </span>
      ))}
    </Box>
  );
}

const NotForYou = () => (
  <EmptyState
    icon={ShieldAlert}
    title="This is for people who run the shop"
    page
    action={<Button href="/">Home</Button>}
  >
    Your account does not have the role this page asks for. An administrator can give it to you.
  </EmptyState>
);

function Inside() {
  const { hasRole } = useSession();
  const { pathname } = useLocation();
  const area = areaOf(pathname);
  const open = AREAS.filter(({ roles }) => hasRole(...roles));
  if (!area || !open.includes(area)) return <NotForYou />;
  return (
    <Box sx={COLUMNS}>
      <Areas areas={open} current={area} />
      <Box sx={{ minWidth: 0 }}>
        <Outlet />
      </Box>
    </Box>
  );
}

/** The side navigation, and the one place that says who may be here. The API says it again for every request. */
export const AdminFrame = () => (
  <Page>
    <RequireSession pending={<PageSkeleton />} unreachable={<ErrorPanel problem={UNREACHABLE} />}>
      <Inside />
    </RequireSession>
  </Page>
);
