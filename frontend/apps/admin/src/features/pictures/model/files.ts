// What the API takes, in its words: most refusals are told before five megabytes were sent for nothing.

export const MOST_PICTURES = 10;
const LARGEST = 5 * 1024 * 1024;
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
export const ACCEPT = TYPES.join(',');

export function fileMistake({ type, size }: Pick<File, 'type' | 'size'>): string | undefined {
  if (!TYPES.includes(type)) return 'Send a JPEG, PNG, WebP or GIF picture.';
  if (size > LARGEST) return 'A picture may have at most 5 MB.';
  return undefined;
}

/** How many more fit, of those that were chosen. */
export const thatFit = <T>(files: readonly T[], there: number): readonly T[] =>
  files.slice(0, Math.max(0, MOST_PICTURES - there));
