import { useLocation, useNavigationType } from '@shopmesh/sdk';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const POSITIONS = 'shopmesh.scroll';
const SETTLE_MS = 1_500;

const positions = new Map<string, number>(JSON.parse(sessionStorage.getItem(POSITIONS) ?? '[]'));

/** Back and forward return to where the reader was, once the page is tall enough; a new page starts at its top. */
export function useScrollRestoration(): void {
  const { key, pathname } = useLocation();
  const back = useNavigationType() === 'POP';
  const place = `${key} ${pathname}`; // every freshly loaded page has the key "default"

  useEffect(() => {
    history.scrollRestoration = 'manual';
    const remember = () => sessionStorage.setItem(POSITIONS, JSON.stringify([...positions].slice(-50)));
    addEventListener('pagehide', remember);
    return () => removeEventListener('pagehide', remember);
  }, []);

  useLayoutEffect(() => {
    const target = back ? (positions.get(place) ?? 0) : 0;
    // A page that never gets that tall begins elsewhere this time: its end is no place anybody was at.
    const reach = () =>
      document.body.scrollHeight - innerHeight >= target && scrollTo({ top: target, behavior: 'instant' });
    const growing = new ResizeObserver(reach);
    const settle = setTimeout(() => growing.disconnect(), target ? SETTLE_MS : 0);
    const track = () => positions.set(place, scrollY);
    reach();
    if (target) growing.observe(document.body);
    addEventListener('scroll', track, { passive: true });
    return () => {
      clearTimeout(settle);
      growing.disconnect();
      removeEventListener('scroll', track);
    };
  }, [place, back]);
}

/** After a change of page the keyboard and the screen reader start at the new content. */
export function useFocusOnNavigation(target: RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    target.current?.focus({ preventScroll: true });
  }, [pathname, target]);
}
