import { Navigate, Outlet, RequireSession, useLocation, useSession } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, Page, PageSkeleton } from '@shopmesh/ui';
import { ShieldAlert } from '@shopmesh/ui/icons';
import { Areas, areaOf } from '@shopmesh/ui/work';
import { AREAS } from '../shared/areas';

const UNREACHABLE = { title: 'We cannot confirm your sign-in right now', detail: 'We keep trying; nothing is lost.' };

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
  const area = areaOf(AREAS, pathname);
  const open = AREAS.filter(({ roles }) => hasRole(...roles));
  if (!area || !open.includes(area)) {
    // A vendor has no overview, and begins where the work is.
    return open[0] && area?.href === '/admin' ? <Navigate to={open[0].href} replace /> : <NotForYou />;
  }
  return (
    <Areas label={hasRole('vendor') ? 'Selling' : 'Administration'} areas={open} current={area}>
      <Outlet />
    </Areas>
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
