import { Button, ErrorPanel } from '@shopmesh/ui';
import type { Refusal } from '../model/refusal';

interface RefusalPanelProps {
  refusal: Refusal;
  paymentId: string;
  onAgain: () => void;
  onOtherCard: () => void;
}

/** Each way paying can fail, with the next step beside it. */
export function RefusalPanel({ refusal: { title, detail, way }, paymentId, onAgain, onOtherCard }: RefusalPanelProps) {
  const ways = {
    'other-card': (
      <Button variant="outlined" onClick={onOtherCard}>
        Try another card
      </Button>
    ),
    again: (
      <Button variant="outlined" onClick={onAgain}>
        Ask again
      </Button>
    ),
    look: (
      <Button variant="outlined" href={`/payments/${paymentId}`}>
        See how it stands
      </Button>
    ),
    none: undefined,
  };
  return <ErrorPanel problem={{ title, detail }} action={ways[way]} />;
}
