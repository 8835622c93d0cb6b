import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** So many slices arrive by themselves; then a button is asked for, so that the footer can be reached. */
const BY_ITSELF = 3;
const AHEAD = '600px';
const STILL = '(prefers-reduced-motion: reduce)';

interface ReadingOn {
  /** There is more, and nothing is on its way. */
  ready: boolean;
  failed: boolean;
  read: () => Promise<unknown>;
}

/** Reads on when `end` comes near the screen. Whoever wants no motion gets the button alone. */
export function useReadingOn(end: RefObject<HTMLElement | null>, { ready, failed, read }: ReadingOn) {
  const left = useRef(BY_ITSELF);
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });

  useEffect(() => {
    if (!ready || failed || !end.current || !('IntersectionObserver' in window) || matchMedia(STILL).matches) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting || left.current <= 0) return;
        left.current -= 1;
        latest.current().catch(() => undefined); // told below the list
      },
      { rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end, ready, failed]);

  /** For the button: the reader wants more, so the next ones come by themselves again. */
  return useCallback(async () => {
    left.current = BY_ITSELF;
    await latest.current().catch(() => undefined);
  }, []);
}
