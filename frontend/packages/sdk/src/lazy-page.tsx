import { type ComponentType, createContext, type ReactElement, use } from 'react';
import { within } from './deadline';

/** Raised by the error panel's "Try again": a page whose chunk failed is downloaded anew on the next attempt. */
export const RemoteAttempt = createContext(0);

const PAUSES_MS = [250, 1_000];

async function withRetries<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  return load();
}

/** A lazy route element. React.lazy would remember a failed download for ever, and "Try again" could heal nothing. */
export function lazyPage(load: () => Promise<ComponentType>): ReactElement {
  let current: { attempt: number; page: Promise<ComponentType>; failed: boolean } | undefined;
  function LazyPage() {
    const attempt = use(RemoteAttempt);
    if (!current || (current.failed && current.attempt !== attempt)) {
      const entry = { attempt, page: within(withRetries(load), 'page'), failed: false };
      entry.page.catch(() => {
        entry.failed = true;
      });
      current = entry;
    }
    const Page = use(current.page);
    return <Page />;
  }
  return <LazyPage />;
}
