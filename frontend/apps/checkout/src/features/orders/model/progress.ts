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
  const happened = timeline.map(({ note, at }, index): TimelineStep => {
    const last = index === timeline.length - 1;
    const lastState =
      status === 'cancelled' ? 'failed' : status === 'delivered' || status === 'pending' ? 'done' : 'current';
    return { title: note.replace(/\.$/, ''), at, state: last ? lastState : 'done' };
  });
  if (status === 'cancelled') return happened;
  if (status === 'pending')
    return [...happened, { title: 'Confirming your payment', state: 'current' }, ...ahead('pending')];
  return [...happened, ...ahead(status)];
}
