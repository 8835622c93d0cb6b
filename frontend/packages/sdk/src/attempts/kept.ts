import type { Attempt } from './attempt';

/** Of this tab alone and gone with it: a body may hold an address. Where storage is switched off, the attempt lives as long as the page. */
export function keptInTab<Body>(slot: string) {
  let kept: string | null = null;

  function read(): Attempt<Body> | null {
    try {
      return JSON.parse(sessionStorage.getItem(slot) ?? kept ?? 'null') as Attempt<Body> | null;
    } catch {
      return JSON.parse(kept ?? 'null') as Attempt<Body> | null;
    }
  }

  function write(attempt: Attempt<Body> | null): void {
    kept = attempt && JSON.stringify(attempt);
    try {
      if (kept) sessionStorage.setItem(slot, kept);
      else sessionStorage.removeItem(slot);
    } catch {
      // see `kept`
    }
  }

  return { read, write };
}
