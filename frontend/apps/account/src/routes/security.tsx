import { PasskeysCard } from '../features/security/components/passkeys-card';
import { PasswordCard } from '../features/security/components/password-card';
import { TwoStepCard } from '../features/security/components/two-step-card';
import { AccountPage } from '../shared/account-page';

export const SecurityPage = () => (
  <AccountPage title="Security" lead="Who gets into your account, and how.">
    <TwoStepCard />
    <PasskeysCard />
    <PasswordCard />
  </AccountPage>
);
