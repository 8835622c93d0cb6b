import { api, session } from '../api';
import { createStore, useStore } from '../store';
import { createCart } from './cart';

export const cart = createCart(api, session);
export const useCart = () => useStore(cart.state);

/** The drawer is drawn by the shell; any page may open it. */
const drawer = createStore(false);
export const cartDrawer = { open: () => drawer.set(true), close: () => drawer.set(false) };
export const useCartDrawer = () => useStore(drawer);
