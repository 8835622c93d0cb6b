import { type Import, isRunning } from './states';

const FIRST_MS = 500;
const LONGEST_MS = 5_000;

/**
 * How long until it is asked about again: soon at first, then ever less often, because an import of a million rows runs for
 * minutes. False when nothing will change any more, or nothing came to be known.
 */
export function pauseAfter(one: Pick<Import, 'state'> | undefined, asked: number): number | false {
  if (!one || !isRunning(one.state)) return false;
  return Math.min(FIRST_MS * 1.4 ** (asked - 1), LONGEST_MS);
}
