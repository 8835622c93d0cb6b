import type { Picture } from '../../../shared/api/facts';

const WORTH_ENLARGING = 600; // about as wide as the gallery draws it already

/** The largest file there is of a picture: its own figures are those of what was uploaded. */
const largest = ({ url, width, sources = [] }: Picture) =>
  sources.reduce((best, source) => (source.width > best.width ? source : best), {
    url,
    width: sources.length ? 0 : (width ?? 0),
  });

/** What to show when somebody wants to look closer; undefined where there is no more to see. */
export function enlarged(picture: Picture): string | undefined {
  const { url, width } = largest(picture);
  return width >= WORTH_ENLARGING ? url : undefined;
}

/** Around the end to the beginning, and back. */
export const beside = (index: number, step: number, count: number): number => (index + step + count) % count;
