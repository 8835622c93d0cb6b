// Paying, for an order or for a payment request. No part of the shared sdk: what it keeps lies in the tab, under a name per use.
import { newIdempotencyKey } from '@shopmesh/sdk';
import { createAttempts } from './attempt';
import { keptInTab } from './kept';

/** One payment at a time, known by `slot` in this tab; `send` repeats an attempt with the key it is given. */
export const paymentsOf = <Body, Answer>(slot: string, send: (body: Body, key: string) => Promise<Answer>) =>
  createAttempts<Body, Answer>({
    send,
    newKey: newIdempotencyKey,
    ...keptInTab<Body>(slot),
    pause: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
  });
