import { ApiError } from '@shopmesh/sdk';

/**
 * One wish to pay, from the press of the button until its outcome is known. Its key makes the shop do it once, however often it is
 * asked, so a request whose answer was lost is sent again with the same key and the same body, also after a reload of the page.
 */
export interface Attempt<Body> {
  readonly key: string;
  readonly body: Body;
  readonly userId: string;
  /** Sent, and nobody can say what came of it: nothing else may be sent before this is known. */
  readonly unknown: boolean;
}

type Fate = 'known' | 'not-begun' | 'running' | 'unknown';

/** What an answer says about the attempt. `before`: an earlier sending of the same attempt is still unaccounted for. */
export function fateOf(error: unknown, before: boolean): Fate {
  if (!(error instanceof ApiError)) return 'unknown';
  if (error.code === 'idempotency-in-progress') return 'running';
  // Turned away at the door: this request did nothing, which tells nothing about one before it.
  if ([401, 403, 429, 503].includes(error.status)) return before ? 'unknown' : 'not-begun';
  return error.status === 0 || error.status >= 500 ? 'unknown' : 'known';
}

interface Dependencies<Body, Answer> {
  send: (body: Body, key: string) => Promise<Answer>;
  newKey: () => string;
  read: () => Attempt<Body> | null;
  write: (attempt: Attempt<Body> | null) => void;
  pause: (milliseconds: number) => Promise<void>;
}

const ASKS_WHILE_RUNNING = 10;

/** `pay` twice at once is one payment: the second call gets the first one's answer. */
export function createAttempts<Body, Answer>({ send, newKey, read, write, pause }: Dependencies<Body, Answer>) {
  let running: Promise<Answer> | null = null;

  const open = (userId: string): Attempt<Body> | null => {
    const attempt = read();
    return attempt?.userId === userId ? attempt : null;
  };

  function attemptFor(body: Body, userId: string): Attempt<Body> {
    const attempt = open(userId);
    if (attempt && (attempt.unknown || JSON.stringify(attempt.body) === JSON.stringify(body))) return attempt;
    return { key: newKey(), body, userId, unknown: false };
  }

  async function drive(attempt: Attempt<Body>): Promise<Answer> {
    write({ ...attempt, unknown: true });
    for (let asked = 1; ; asked++) {
      try {
        const answer = await send(attempt.body, attempt.key);
        write(null);
        return answer;
      } catch (error) {
        const fate = fateOf(error, attempt.unknown);
        if (fate === 'running' && asked < ASKS_WHILE_RUNNING) {
          await pause(1_000 * ((error as ApiError).retryAfter ?? 1));
          continue;
        }
        if (fate === 'known') write(null);
        if (fate === 'not-begun') write({ ...attempt, unknown: false });
        throw error;
      }
    }
  }

  return {
    /** The attempt nobody knows the outcome of, if there is one. */
    unsettled: (userId: string): Attempt<Body> | null => {
      const attempt = open(userId);
      return attempt?.unknown && !running ? attempt : null;
    },
    pay(body: Body, userId: string): Promise<Answer> {
      running ??= drive(attemptFor(body, userId)).finally(() => {
        running = null;
      });
      return running;
    },
  };
}
