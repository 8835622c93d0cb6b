import { NAMES, type Name, type Values } from './values';

/** A field that somebody else changed since it was read. */
export interface Difference {
  readonly name: Name;
  readonly was: string;
  readonly now: string;
  /** What was typed here meanwhile, where that is something else again. */
  readonly yours: string | null;
}

interface Versions {
  /** As it was read. */
  readonly base: Values;
  readonly typed: Values;
  /** As it is now. */
  readonly current: Values;
}

export const differencesOf = ({ base, typed, current }: Versions): readonly Difference[] =>
  NAMES.filter((name) => current[name] !== base[name]).map((name) => ({
    name,
    was: base[name],
    now: current[name],
    yours: typed[name] !== base[name] && typed[name] !== current[name] ? typed[name] : null,
  }));

const merged = (pick: (name: Name) => string): Values =>
  Object.fromEntries(NAMES.map((name) => [name, pick(name)])) as unknown as Values;

/** Theirs wherever they changed something; what was typed elsewhere stays. */
export const takenOver = ({ base, typed, current }: Versions): Values =>
  merged((name) => (current[name] === base[name] ? typed[name] : current[name]));

/** Mine wherever something was typed; where nothing was, there is nothing to defend. */
export const kept = ({ base, typed, current }: Versions): Values =>
  merged((name) => (typed[name] === base[name] ? current[name] : typed[name]));
