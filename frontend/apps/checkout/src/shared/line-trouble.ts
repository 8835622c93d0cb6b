import type { CartLine } from '@shopmesh/sdk';

/** What stands between a line and the checkout, and the quantity that would settle it (0: take it out). */
export interface LineTrouble {
  words: string;
  settle: number;
}

export function troubleOf({ problem, available, quantity }: CartLine): LineTrouble | null {
  if (problem === 'unavailable') return { words: 'No longer for sale', settle: 0 };
  if (problem !== 'out-of-stock' && quantity <= available) return null;
  return available > 0 ? { words: `Only ${available} left`, settle: available } : { words: 'Sold out', settle: 0 };
}
