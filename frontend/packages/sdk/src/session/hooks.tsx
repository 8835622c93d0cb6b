import { type PropsWithChildren, type ReactNode, useEffect } from 'react';
import { session } from '../api';
import { useStore } from '../store';
import { useLocation, useNavigate } from '../vendor';

export function useSession() {
  const state = useStore(session.state);
  return { ...state, hasRole: (...roles: string[]) => state.user !== null && roles.includes(state.user.role) };
}

/** Only a path of this shop: "//evil.example" and "/\evil.example" are other hosts to a browser. */
export function safeNext(next: string | null, fallback = '/'): string {
  if (!next?.startsWith('/') || !URL.canParse(next, location.origin)) return fallback;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : fallback;
}

export const loginPath = (next: string): string => `/login?next=${encodeURIComponent(next)}`;

interface RequireSessionProps {
  /** Shown until the silent refresh has been decided. */
  pending: ReactNode;
  /** Shown when nobody can confirm the session right now. */
  unreachable: ReactNode;
}

/**
 * As <Navigate replace>, and again when somebody presses "back" while the login page is still on its way: React then has
 * nothing new to render, and the page would stay empty.
 */
function ToLogin({ from }: { from: string }) {
  const navigate = useNavigate();
  useEffect(() => {
    const leave = () => {
      if (location.pathname + location.search === from) void navigate(loginPath(from), { replace: true });
    };
    void navigate(loginPath(from), { replace: true });
    addEventListener('popstate', leave);
    return () => removeEventListener('popstate', leave);
  }, [navigate, from]);
  return null;
}

export function RequireSession({ pending, unreachable, children }: PropsWithChildren<RequireSessionProps>) {
  const { status } = useSession();
  const { pathname, search } = useLocation();
  if (status === 'signed-in') return children;
  if (status === 'restoring') return pending;
  if (status === 'unreachable') return unreachable;
  return <ToLogin from={pathname + search} />;
}
