import { Outlet, RequireSession, useLocation, useSession } from '@shopmesh/sdk';
import { Button, EmptyState, ErrorPanel, Page, PageSkeleton } from '@shopmesh/ui';
import { ShieldAlert } from '@shopmesh/ui/icons';
import { Areas, areaOf } from '@shopmesh/ui/work';
import { AREAS } from '../shared/areas';

const UNREACHABLE = { title: 'We cannot confirm your sign-in right now', detail: 'We keep trying; nothing is lost.' };

const NotForYou = () => (
  <EmptyState
    icon={ShieldAlert}
    title="This page is not for your account"
    page
    action={<Button href="/payments">Your payments</Button>}
  >
    It is for people who sell here or run the shop. An administrator can give you that role.
  </EmptyState>
);

function Inside() {
  const { hasRole } = useSession();
  const area = areaOf(AREAS, useLocation().pathname);
  const open = AREAS.filter(({ roles }) => hasRole(...roles));
  if (!area || !open.includes(area)) return <NotForYou />;
  if (open.length === 1) return <Outlet />; // a customer has one list, and needs no way around
  return (
    <Areas label="Payments" areas={open} current={area}>
      <Outlet />
    </Areas>
  );
}

/** Signed-out visitors are led to the sign-in and come back, which is how a link to pay works for whoever gets one by e-mail. */
export const PaymentsFrame = () => (
  <Page>
    <RequireSession pending={<PageSkeleton />} unreachable={<ErrorPanel problem={UNREACHABLE} />}>
      <Inside />
    </RequireSession>
  </Page>
);
