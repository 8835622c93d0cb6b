import type { Order, OrderStatus } from '@shopmesh/sdk';
import type { TimelineStep } from '@shopmesh/ui/timeline';

const AHEAD: readonly { status: OrderStatus; title: string }[] = [
  { status: 'confirmed', title: 'Order confirmed' },
  { status: 'processing', title: 'Being packed' },
  { status: 'shipped', title: 'On its way' },
  { status: 'delivered', title: 'Delivered' },
];

const ahead = (status: OrderStatus): TimelineStep[] =>
  AHEAD.slice(AHEAD.findIndex((step) => step.status === status) + 1).map(({ title }) => ({ title, state: 'todo' }));

/** What happened, where it stands, and what comes next. */
export function progressOf({ status, timeline }: Pick<Order, 'status' | 'timeline'>): TimelineStep[] {
  const ended = timeline.findIndex((milestone) => milestone.status === 'cancelled');
  const standing = status === 'confirmed' || status === 'processing' || status === 'shipped';
  const stateOf = (index: number): TimelineStep['state'] => {
    if (index === ended) return 'failed'; // what follows, the refund, went well
    return standing && index === timeline.length - 1 ? 'current' : 'done';
  };
  const happened = timeline.map(
    ({ note, at }, index): TimelineStep => ({ title: note.replace(/\.$/, ''), at, state: stateOf(index) }),
  );
  if (status === 'cancelled') return happened;
  if (status === 'pending')
    return [...happened, { title: 'Confirming your payment', state: 'current' }, ...ahead('pending')];
  return [...happened, ...ahead(status)];
}
