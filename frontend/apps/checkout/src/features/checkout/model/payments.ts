import { newIdempotencyKey } from '@shopmesh/sdk';
import { placeOrder } from '../api/place-order';
import { type Attempt, createPayments } from './attempt';

const SLOT = 'shopmesh.payment';

// Of this tab alone and gone with it: it holds an address. Where storage is switched off, the attempt lives as long as the page.
let kept: string | null = null;

function read(): Attempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(SLOT) ?? kept ?? 'null') as Attempt | null;
  } catch {
    return JSON.parse(kept ?? 'null') as Attempt | null;
  }
}

function write(attempt: Attempt | null): void {
  kept = attempt && JSON.stringify(attempt);
  try {
    if (kept) sessionStorage.setItem(SLOT, kept);
    else sessionStorage.removeItem(SLOT);
  } catch {
    // see `kept`
  }
}

export const payments = createPayments({
  send: placeOrder,
  newKey: newIdempotencyKey,
  read,
  write,
  pause: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
});
