import { problemOf } from '@shopmesh/sdk';
import { ErrorPanel } from '@shopmesh/ui';
import { usePreferences } from '../features/preferences/api/preferences';
import { PreferencesForm } from '../features/preferences/components/preferences-form';
import { AccountPage } from '../shared/account-page';
import { CardsSkeleton } from '../shared/cards-skeleton';

function Preferences() {
  const preferences = usePreferences();
  if (preferences.isPending) return <CardsSkeleton label="Loading preferences" heights={[300, 220, 290]} />;
  if (preferences.isError) {
    return <ErrorPanel problem={problemOf(preferences.error)} onRetry={() => preferences.refetch()} />;
  }
  return <PreferencesForm preferences={preferences.data} />;
}

export const PreferencesPage = () => (
  <AccountPage title="Preferences" lead="How the shop looks to you and when it writes. Saved as you choose.">
    <Preferences />
  </AccountPage>
);
