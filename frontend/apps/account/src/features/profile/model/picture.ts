export interface Square {
  readonly x: number;
  readonly y: number;
  /** Of the source. */
  readonly side: number;
  /** Of what is sent. */
  readonly target: number;
}

/** The server keeps 256 × 256; twice that leaves it something to choose from and is never more than a few hundred kB. */
const TARGET = 512;

/** The largest square in the middle of a picture, and how large it is to be. */
export function middleSquare(width: number, height: number): Square {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, side, target: Math.min(side, TARGET) };
}
