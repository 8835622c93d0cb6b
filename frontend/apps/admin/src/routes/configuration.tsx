import { problemOf, useTitle } from '@shopmesh/sdk';
import { ErrorPanel, LinesSkeleton, PageHeading } from '@shopmesh/ui';
import { useConfiguration } from '../features/configuration/api/configuration';
import { ConfigurationForm } from '../features/configuration/components/configuration-form';

export function ConfigurationPage() {
  useTitle('Configuration');
  const configuration = useConfiguration();
  return (
    <>
      <PageHeading
        title="Configuration"
        lead="Rules of signing in, changed while the shop runs. Every change is noted."
      />
      {configuration.isPending && <LinesSkeleton label="Loading configuration" count={6} />}
      {configuration.isError && (
        <ErrorPanel problem={problemOf(configuration.error)} onRetry={() => void configuration.refetch()} />
      )}
      {configuration.data && (
        <ConfigurationForm
          key={configuration.data.etag}
          configuration={configuration.data}
          onReload={() => void configuration.refetch()}
        />
      )}
    </>
  );
}
