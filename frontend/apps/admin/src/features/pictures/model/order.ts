/** The list with one thing at another place. */
export function moved<T>(things: readonly T[], from: number, to: number): readonly T[] {
  const target = Math.min(Math.max(to, 0), things.length - 1);
  const thing = things[from];
  if (thing === undefined || from === target) return things;
  return things.toSpliced(from, 1).toSpliced(target, 0, thing);
}
