import { useTitle } from '@shopmesh/sdk';
import { PageHeading } from '@shopmesh/ui';
import { SagaList } from '../features/sagas/components/saga-list';

export function SagasPage() {
  useTitle('Sagas');
  return (
    <>
      <PageHeading
        title="Sagas"
        lead="Where each checkout stands: stock held, payment asked for, stock taken, money captured, or on its way back."
      />
      <SagaList />
    </>
  );
}
