import type { TimelineStep } from '@shopmesh/ui/timeline';
import type { Saga } from '../api/sagas';

type Step = Saga['steps'][number];

/** Every state in the words of reliability: what has been promised to whom, and what comes next. */
const STATES: Record<Saga['state'], string> = {
  reserving: 'Reserving the stock',
  reserved: 'Stock is held',
  authorizing: 'Asking for the payment',
  payment_unknown: 'Payment unknown, asking by key',
  authorized: 'Payment is authorised',
  committing: 'Taking the stock for good',
  capturing: 'Capturing the money',
  done: 'Done',
  releasing: 'Giving back what was held',
  cancelled: 'Cancelled',
  refunding: 'Refunding',
  refunded: 'Refunded',
};
const OVER: readonly string[] = ['done', 'cancelled', 'refunded'];
const OUTCOMES: Partial<Record<Step['outcome'], string>> = {
  refused: 'The other side said no.',
  unwanted: 'Nobody wants it on these terms.',
  unsent: 'The request never left.',
  unknown: 'No answer: it may have happened.',
  missing: 'Asked by key: it never arrived.',
  announced: 'Announced before the call.',
  expired: 'Its time was over.',
  given_up: 'Given up while the customer was told to come back.',
  handed_over: 'The request ran out of time; the worker goes on.',
  cancelled: 'An order that was paid for was cancelled.',
  reopened: 'Opened again.',
  retried: 'Somebody asked to try again now.',
};

export const stateWord = (state: Saga['state']): string => STATES[state];
export const isOver = ({ state }: Pick<Saga, 'state'>): boolean => OVER.includes(state);

const noteOf = ({ outcome, attempt, error }: Step): string =>
  [attempt > 0 && `Failed ${attempt === 1 ? 'once' : `${attempt} times`}.`, OUTCOMES[outcome], error]
    .filter(Boolean)
    .join(' ');

/** The way it took; the last step is where it stands. */
export const stepsOf = (saga: Saga): readonly TimelineStep[] =>
  saga.steps.map((step, index) => ({
    title: STATES[step.state],
    at: step.at,
    note: noteOf(step),
    state: index < saga.steps.length - 1 || isOver(saga) ? 'done' : saga.stuck ? 'failed' : 'current',
  }));
