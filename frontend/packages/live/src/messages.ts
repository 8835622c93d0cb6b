export type LiveType = 'order:update' | 'payment:update';

/** Something of ours changed: ids and a status, never what it is about. Read it again where the rights are checked. */
export interface LiveMessage {
  readonly type: LiveType;
  readonly id: string;
  readonly at: string;
  readonly event: string;
  readonly data: { readonly order_id?: string; readonly payment_id?: string; readonly status?: string };
}
/** We may have missed something: read again whatever is shown. */
export interface LiveResync {
  readonly type: 'resync';
}
export type LiveNews = LiveMessage | LiveResync;

export type Said =
  | { readonly type: 'hello' | 'stale' | 'fresh' | 'resync' | 'subscribed' }
  | LiveMessage
  | { readonly type: 'unknown' };

const KNOWN: readonly unknown[] = ['hello', 'stale', 'fresh', 'resync', 'subscribed', 'order:update', 'payment:update'];

/** A newer server may say what we do not know yet. */
export function saidIn(text: unknown): Said {
  try {
    const said = JSON.parse(String(text)) as Said;
    return KNOWN.includes(said?.type) ? said : { type: 'unknown' };
  } catch {
    return { type: 'unknown' };
  }
}
