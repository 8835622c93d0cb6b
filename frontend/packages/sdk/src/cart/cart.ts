import { type ApiClient, ApiError, type Cart, type CartLine, ok, type Product } from '@shopmesh/api-client';
import type { Session } from '../session/session';
import { storage } from '../storage';
import { createStore, type Store } from '../store';
import { addLine, EMPTY, lineOf, merge, request, setQuantity, withLines } from './lines';

export interface CartState {
  readonly cart: Cart;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: unknown;
}

export interface CartStore {
  readonly state: Store<CartState>;
  /** Optimistic: the count changes at once, a refusal takes it back and reaches onRefusal. */
  add(product: Parameters<typeof lineOf>[0], quantity?: number): void;
  setQuantity(productId: number, quantity: number): void;
  /** Returns the way back, for "Undo". */
  remove(productId: number): () => void;
  /** Asks again: the account's cart, or today's prices for the browser's own. */
  reload(): Promise<void>;
  onRefusal(listener: (error: unknown) => void): () => void;
}

const KEY = 'shopmesh.cart';
/** A PUT replaces the cart, so asking twice is harmless: a hiccup of the shop costs nobody what they put in. */
const PAUSE_MS = 500;

async function onceMore<T>(ask: () => Promise<T>, stillMeant: () => boolean): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.transient) throw error;
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    if (!stillMeant()) throw error; // somebody else's cart by now
    return ask();
  }
}

function readLocal(): Cart {
  try {
    const items: unknown = JSON.parse(storage.read(KEY) ?? '[]');
    return Array.isArray(items) ? withLines(EMPTY, items as CartLine[]) : EMPTY;
  } catch {
    return EMPTY;
  }
}
const writeLocal = (cart: Cart): void => storage.write(KEY, cart.items.length ? JSON.stringify(cart.items) : null);

/** The account's cart when signed in, the browser's own before; the second is poured into the first at sign-in. */
export function createCart(api: ApiClient, session: Session): CartStore {
  const state = createStore<CartState>({ cart: readLocal(), status: 'ready', error: null });
  const channel = new BroadcastChannel('shopmesh.cart');
  const refusals = new Set<(error: unknown) => void>();
  let owner: string | null = null;
  let confirmed: Cart = EMPTY;
  let pushing = false;
  let dirty = false;

  const show = (cart: Cart) => state.set({ cart, status: 'ready', error: null });
  const refuse = (error: unknown) => {
    for (const listener of refusals) listener(error);
  };

  function change(next: Cart): void {
    show(next);
    if (!owner) {
      writeLocal(next);
      return;
    }
    dirty = true;
    void push();
  }

  /** One PUT at a time; what changed meanwhile goes with the next one, so answers cannot overtake each other. */
  async function push(): Promise<void> {
    if (pushing) return;
    pushing = true;
    while (dirty) {
      dirty = false;
      const asked = owner;
      try {
        const put = () => ok(api.PUT('/api/cart/', { body: request(state.get().cart) }));
        confirmed = await onceMore(put, () => asked === owner);
        if (!dirty && asked === owner) show(confirmed);
        writeLocal(EMPTY);
        channel.postMessage('changed');
      } catch (error) {
        dirty = false;
        if (asked === owner) show(confirmed);
        if (error instanceof ApiError && !error.transient) writeLocal(EMPTY);
        refuse(error);
      }
    }
    pushing = false;
  }

  /** Today's name, price and stock of what lies in the browser; a product that does not answer keeps what we knew. */
  async function reprice(): Promise<void> {
    const fresh = await Promise.all(
      state.get().cart.items.map(async (line) => {
        try {
          const product: Product = await ok(
            api.GET('/api/products/{product_id}/', { params: { path: { product_id: String(line.product_id) } } }),
          );
          return lineOf(product, line.quantity);
        } catch (error) {
          return error instanceof ApiError && error.status === 404
            ? { ...line, problem: 'unavailable' as const }
            : line;
        }
      }),
    );
    if (owner) return;
    // A line changed or removed while we asked keeps its own quantity.
    const kept = state.get().cart.items.map((line) => {
      const answer = fresh.find((other) => other.product_id === line.product_id);
      return answer?.quantity === line.quantity ? answer : line;
    });
    const cart = withLines(EMPTY, kept);
    show(cart);
    writeLocal(cart);
  }

  async function reload(): Promise<void> {
    if (!owner) return reprice();
    const asked = owner;
    try {
      const account = await ok(api.GET('/api/cart/'));
      if (asked !== owner || dirty || pushing) return;
      confirmed = account;
      const browser = readLocal().items;
      if (!browser.length) return show(account);
      // The browser's lines stay stored until the account has them; the larger number wins, so merging twice is harmless.
      change(merge(account, browser));
    } catch (error) {
      if (asked === owner) state.set({ ...state.get(), status: 'failed', error });
    }
  }

  function follow(): void {
    const { status, user } = session.state.get();
    if (status === 'restoring' || status === 'unreachable' || user?.id === owner) return;
    if (!user && !owner) return;
    owner = user?.id ?? null;
    dirty = false;
    confirmed = EMPTY;
    state.set({ cart: readLocal(), status: owner ? 'loading' : 'ready', error: null });
    if (owner) void reload();
  }
  session.state.subscribe(follow);
  follow();

  channel.addEventListener('message', () => void reload());
  addEventListener('storage', (event) => {
    if (event.key === KEY && !owner) show(readLocal());
  });

  return {
    state,
    reload,
    add: (product, quantity = 1) => change(addLine(state.get().cart, lineOf(product, quantity))),
    setQuantity: (productId, quantity) => change(setQuantity(state.get().cart, productId, quantity)),
    remove(productId) {
      const line = state.get().cart.items.find((other) => other.product_id === productId);
      change(setQuantity(state.get().cart, productId, 0));
      return () => {
        if (line) change(addLine(state.get().cart, line));
      };
    },
    onRefusal(listener) {
      refusals.add(listener);
      return () => refusals.delete(listener);
    },
  };
}
