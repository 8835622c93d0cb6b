import { REASONS, type Reason } from './words';

const MOST = 1_000_000;

/** What was typed: how many for most reasons, the new figure where somebody counted. */
export interface Typed {
  readonly units: string;
  readonly reason: Reason;
  readonly note: string;
}

/** The change that is meant, in units; null where none can be read out of it. */
export function quantityOf({ units, reason }: Pick<Typed, 'units' | 'reason'>, onHand: number): number | null {
  if (!/^\d{1,7}$/.test(units.trim())) return null;
  const figure = Number(units);
  const { sign } = REASONS[reason];
  return sign === 0 ? figure - onHand : sign * figure;
}

interface Shelf {
  readonly on_hand: number;
  readonly reserved: number;
}

/** Why it cannot be done; undefined where it can. */
export function unitsMistake(typed: Pick<Typed, 'units' | 'reason'>, { on_hand, reserved }: Shelf): string | undefined {
  const quantity = quantityOf(typed, on_hand);
  if (quantity === null) return 'A valid integer is required.';
  if (quantity === 0) return 'Nothing would change.';
  const after = on_hand + quantity;
  if (after < reserved)
    return reserved > 0
      ? `${reserved} units are reserved for orders being paid; ${Math.max(after, 0)} would not cover them.`
      : `Only ${on_hand.toLocaleString('en-IE')} are there.`;
  return after > MOST ? `At most ${MOST.toLocaleString('en-IE')} units of a product.` : undefined;
}
