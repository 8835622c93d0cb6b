import { DeleteCard } from '../features/data/components/delete-card';
import { DownloadCard } from '../features/data/components/download-card';
import { AccountPage } from '../shared/account-page';

export const DataPage = () => (
  <AccountPage title="Your data" lead="It is yours: take it with you, or have it erased.">
    <DownloadCard />
    <DeleteCard />
  </AccountPage>
);
