import { VisuallyHidden } from '@shopmesh/ui';

/** "12", which a screen reader hears as "12 products". */
export const Count = ({ of }: { of: number | undefined }) =>
  of !== undefined && (
    <small>
      {of.toLocaleString('en')}
      <VisuallyHidden> {of === 1 ? 'product' : 'products'}</VisuallyHidden>
    </small>
  );
