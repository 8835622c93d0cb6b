import { createStore, type Store } from '../store';
import { problemIn } from './refusals';

/** RFC 9470: what a request wants to be shown before it is answered. */
export interface Demand {
  /** "mfa": a second factor. "pwd": any proof. */
  readonly acr: 'pwd' | 'mfa';
}

export interface StepUp {
  /** What is being asked for right now; the shell shows its dialog as long as this is not null. */
  readonly state: Store<Demand | null>;
  /** True once confirmed, false when given up. Requests that ask meanwhile share the answer. */
  ask(demand: Demand): Promise<boolean>;
  settle(confirmed: boolean): void;
}

const CODE = /\/insufficient-user-authentication$/;

export async function demandOf(response: Response): Promise<Demand | null> {
  if (response.status !== 401) return null;
  const { type, acr_values } = await problemIn(response);
  if (typeof type !== 'string' || !CODE.test(type)) return null;
  return { acr: acr_values === 'pwd' ? 'pwd' : 'mfa' };
}

/** What a request answers when the person closed the dialog: nothing happened, and the page can say so. */
export const notConfirmed = (): Response =>
  Response.json(
    {
      type: '/problems/not-confirmed',
      title: 'Nothing was changed',
      detail: 'You did not confirm that it is you, so nothing was changed.',
    },
    { status: 401, headers: { 'Content-Type': 'application/problem+json' } },
  );

export function createStepUp(): StepUp {
  const state = createStore<Demand | null>(null);
  let answer: Promise<boolean> | null = null;
  let settle: (confirmed: boolean) => void = () => undefined;

  function ask(demand: Demand): Promise<boolean> {
    if (state.get()?.acr !== 'mfa') state.set(demand); // the stronger of two proofs serves both
    answer ??= new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    return answer;
  }

  return {
    state,
    ask,
    settle(confirmed) {
      answer = null;
      state.set(null);
      settle(confirmed);
    },
  };
}
