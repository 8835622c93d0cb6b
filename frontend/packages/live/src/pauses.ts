/** Close codes of ours (4000 to 4999) and the protocol's that mean more than "try again". */
export const SESSION_OVER = 4401;
export const TOO_MANY = 4429;
export const RESTARTING = 1012;

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const CROWDED_MS = 60_000;
const RESTART_MS = 3_000;

/**
 * How long to wait before the next try, `null`: until there is another token. At random below a bound that doubles, so that
 * thousands of pages whose server restarts do not come back in one moment.
 */
export function pauseBefore(code: number, failures: number, random: () => number = Math.random): number | null {
  if (code === SESSION_OVER) return null;
  if (code === TOO_MANY) return CROWDED_MS * (1 + random());
  if (code === RESTARTING) return RESTART_MS * random();
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + random() / 2);
}
