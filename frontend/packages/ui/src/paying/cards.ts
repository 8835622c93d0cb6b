/** The provider's own test tokens: no card number is ever asked for, so none can leak. */
export const TEST_CARDS = [
  { token: 'tok_success', name: 'Test card: succeeds', note: 'Paid at once.' },
  { token: 'tok_decline', name: 'Test card: declined', note: 'The bank says no. Nothing is charged.' },
  {
    token: 'tok_insufficient_funds',
    name: 'Test card: insufficient funds',
    note: 'Not enough on it. Nothing is charged.',
  },
  { token: 'tok_slow', name: 'Test card: slow bank', note: 'The answer takes a few seconds.' },
  {
    token: 'tok_timeout_then_success',
    name: 'Test card: answer lost, charge succeeds',
    note: 'The bank charges, and its answer never arrives. We find out and charge once.',
  },
  { token: 'tok_error', name: 'Test card: provider out of order', note: 'The bank fails. We keep asking for a while.' },
] as const;

export const DEFAULT_TOKEN: string = TEST_CARDS[0].token;

const REASONS: Record<string, string> = {
  card_declined: 'The bank declined the card without saying why.',
  insufficient_funds: 'There is not enough money on this card.',
  expired_card: 'This card has expired.',
};

/** The provider's `decline_code`, in words. */
export const declinedBecause = (code: unknown): string => REASONS[String(code)] ?? 'The bank declined the card.';
