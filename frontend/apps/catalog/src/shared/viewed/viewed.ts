import { createStore } from '@shopmesh/sdk';
import type { ProductFacts } from '../api/facts';

/** What is shown of a product that was looked at: nothing that can be out of date in a way that matters. */
export type Viewed = Pick<ProductFacts, 'id' | 'name'> & { readonly image: string | null; readonly tint: string };

interface Kept {
  /** Who was signed in; null: nobody, and whoever signs in then takes it along. */
  readonly owner: string | null;
  readonly items: readonly Viewed[];
}

const KEY = 'shopmesh.viewed';
const MOST = 12;
const NOTHING: Kept = { owner: null, items: [] };

export const viewedOf = ({ id, name, image, category }: ProductFacts): Viewed => ({
  id,
  name,
  image: image?.url ?? null,
  tint: category.tint,
});

/** The newest first, each once. */
export const withViewed = (items: readonly Viewed[], viewed: Viewed): Viewed[] =>
  [viewed, ...items.filter(({ id }) => id !== viewed.id)].slice(0, MOST);

/** What one person looked at is never shown to the next at the same browser. */
export function ownOf({ owner, items }: Kept, user: string | null): readonly Viewed[] {
  return owner === null || owner === user ? items : [];
}

const isViewed = (entry: unknown): entry is Viewed =>
  typeof entry === 'object' &&
  entry !== null &&
  Number.isInteger((entry as Viewed).id) &&
  typeof (entry as Viewed).name === 'string' &&
  /^#[0-9a-f]{6}$/i.test((entry as Viewed).tint);

export function parse(text: string | null): Kept {
  try {
    const { owner, items } = JSON.parse(text ?? '') as Kept;
    return { owner: typeof owner === 'string' ? owner : null, items: items.filter(isViewed) };
  } catch {
    return NOTHING;
  }
}

function read(): Kept {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return NOTHING; // a browser that keeps nothing
  }
}

export const viewedStore = createStore<Kept>(read());

function keep(kept: Kept): void {
  viewedStore.set(kept);
  try {
    if (kept.items.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    // full or forbidden: known until the page is closed
  }
}

export const remember = (viewed: Viewed, user: string | null): void =>
  keep({ owner: user, items: withViewed(ownOf(viewedStore.get(), user), viewed) });
export const forget = (): void => keep(NOTHING);
