import type { OrderStatus } from '@shopmesh/sdk';
import { VisuallyHidden } from '@shopmesh/ui';
import { useState } from 'react';
import { STATUS } from '../model/words';

/** Read out when it changes while the page is open, and only then: what it was at first is in the heading. */
export function StatusNews({ status }: { status: OrderStatus }) {
  const [first] = useState(status);
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        {status === first ? '' : `Now: ${STATUS[status].word}.`}
      </span>
    </VisuallyHidden>
  );
}
