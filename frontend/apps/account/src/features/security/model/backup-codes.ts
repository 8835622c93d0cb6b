/** The file to keep: what it is, of whom, from when, and the codes. */
export const codesAsText = (codes: readonly string[], username: string, on: Date): string =>
  [
    `Shopmesh backup codes of ${username}`,
    `Made on ${on.toISOString().slice(0, 10)}. Each works once, when your phone or passkey is not at hand.`,
    '',
    ...codes,
    '',
  ].join('\n');

const FEW = 3;

export function codesLeft(count: number): string {
  if (count === 0) return 'None left: make some, for the day your devices are lost';
  return count > FEW ? `${count} left` : `Only ${count} left: make new ones`;
}
