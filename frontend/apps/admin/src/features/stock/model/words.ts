/** Why somebody changed a shelf by hand. */
export type Reason = 'received' | 'returned' | 'damaged' | 'lost' | 'found' | 'counted';

export const REASONS: Record<Reason, { readonly word: string; readonly sign: 1 | -1 | 0 }> = {
  received: { word: 'Goods came in', sign: 1 },
  returned: { word: 'A customer sent it back', sign: 1 },
  found: { word: 'Found again', sign: 1 },
  damaged: { word: 'Damaged', sign: -1 },
  lost: { word: 'Lost', sign: -1 },
  counted: { word: 'Counted anew', sign: 0 },
};

/** A correction goes by its reason; one from before there were reasons is "adjusted". */
export type Kind = Reason | 'sold' | 'adjusted';

export const KINDS: Readonly<Record<Kind, string>> = {
  received: 'Received',
  sold: 'Sold',
  returned: 'Returned',
  damaged: 'Damaged',
  lost: 'Lost',
  found: 'Found',
  counted: 'Counted',
  adjusted: 'Corrected',
};

/** "+5", "−2": with a real minus, as wide as the plus. */
export const signed = (quantity: number): string =>
  `${quantity > 0 ? '+' : quantity < 0 ? '−' : ''}${Math.abs(quantity).toLocaleString('en-IE')}`;
