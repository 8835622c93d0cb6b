const WORDS: Readonly<Record<string, string>> = {
  provider: 'With the payment provider',
  sales: 'Sales (what customers paid is a negative balance)',
};

/** An account of the books, in words; one this page does not know keeps its name. */
export const accountWords = (account: string): string => WORDS[account] ?? account;
