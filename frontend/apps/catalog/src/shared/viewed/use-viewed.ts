import { useSession, useStore } from '@shopmesh/sdk';
import { ownOf, type Viewed, viewedStore } from './viewed';

/** What the person at this browser looked at, the newest first; nothing until it is known who that is. */
export function useViewed(): readonly Viewed[] {
  const { status, user } = useSession();
  const kept = useStore(viewedStore);
  return status === 'restoring' ? [] : ownOf(kept, user?.id ?? null);
}
