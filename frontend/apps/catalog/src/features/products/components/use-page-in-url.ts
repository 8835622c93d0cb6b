import { useEffect } from 'react';
import { type Filters, hrefOf, LAST_PAGE } from '../model/filters';

const MARKS = '[data-slice]';

/** The last slice that has come up to the middle of the screen. */
function onScreen(): number {
  const above = [...document.querySelectorAll<HTMLElement>(MARKS)].filter(
    (mark) => mark.getBoundingClientRect().top < innerHeight / 2,
  );
  return Number(above.at(-1)?.dataset.slice ?? document.querySelector<HTMLElement>(MARKS)?.dataset.slice ?? 1);
}

/**
 * Keeps the page on screen in the address bar while somebody scrolls, so that the address can be sent and comes back the same.
 * The entry's own state stays: the router must not take reading on for going elsewhere, and scroll to the top.
 */
export function usePageInUrl(filters: Filters, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    let frame = 0;
    const tell = () => {
      frame = 0;
      const href = hrefOf({ ...filters, page: Math.min(onScreen(), LAST_PAGE) });
      if (location.pathname === '/products' && location.pathname + location.search !== href)
        history.replaceState(history.state, '', href);
    };
    const scrolled = () => {
      frame ||= requestAnimationFrame(tell);
    };
    addEventListener('scroll', scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', scrolled);
    };
  }, [filters, active]);
}
