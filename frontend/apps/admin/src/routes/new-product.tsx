import { useTitle } from '@shopmesh/sdk';
import { PageHeading, Surface } from '@shopmesh/ui';
import { NewForm } from '../features/editor/components/new-form';

export function NewProductPage() {
  useTitle('New product');
  return (
    <>
      <PageHeading title="New product" lead="Its facts first; then you add pictures." />
      <Surface>
        <NewForm />
      </Surface>
    </>
  );
}
