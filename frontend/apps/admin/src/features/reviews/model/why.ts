const HELD: Readonly<Record<string, string>> = {
  link: 'There is a link in it.',
  contact: 'It tells how to reach somebody.',
  shouting: 'It shouts.',
  repetition: 'It repeats itself.',
  language: 'Its language may hurt.',
  rejected_before: 'It was rejected before, and written anew.',
};
const COMPLAINTS: Readonly<Record<string, string>> = {
  spam: 'spam',
  offensive: 'offensive',
  off_topic: 'off topic',
  personal: 'somebody’s personal data',
  other: 'something else',
};

interface Held {
  readonly held_for: readonly string[];
  readonly reports: Readonly<Record<string, number>>;
}

/** Why it waits, and what its readers said, a sentence each. */
export function whyWords({ held_for, reports }: Held): readonly string[] {
  const rules = held_for.flatMap((hold) => HELD[hold] ?? []);
  const told = Object.entries(reports).map(([reason, people]) => `${COMPLAINTS[reason] ?? reason} (${people})`);
  return told.length > 0 ? [...rules, `Readers reported it: ${told.join(', ')}.`] : rules;
}
