/** How long a part of the shop may take to arrive before its error panel says so. */
export const LOAD_TIMEOUT_MS = 8_000;

/** The work, or an error once the time is up. */
export function within<T>(work: Promise<T>, what: string, milliseconds = LOAD_TIMEOUT_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
