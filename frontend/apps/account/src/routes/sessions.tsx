import { SessionList } from '../features/sessions/components/session-list';
import { AccountPage } from '../shared/account-page';

export const SessionsPage = () => (
  <AccountPage title="Sessions" lead="Where you are signed in. Something you do not know? Sign it out.">
    <SessionList />
  </AccountPage>
);
