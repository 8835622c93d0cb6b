import { type RefObject, useEffect, useRef } from 'react';

/** When what was opened in the page is closed again, the keyboard goes on where it was opened. */
export function useReturnFocus(open: boolean, target: RefObject<HTMLElement | null>): void {
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open) target.current?.focus();
    was.current = open;
  }, [open, target]);
}
