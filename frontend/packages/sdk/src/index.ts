export {
  type ApiClient,
  ApiError,
  type Cart,
  type CartLine,
  type Category,
  type Facets,
  type FieldError,
  type Ledger,
  type Me,
  type Order,
  type OrderStatus,
  ok,
  okResponse,
  type Payment,
  type PaymentEvent,
  type PaymentReport,
  type PaymentStatus,
  type Product,
  type ProductDetail,
  type ProductPage,
  type Refund,
  type Review,
  type ReviewPage,
  type Shipping,
  type Suggestions,
  type Sum,
} from '@shopmesh/api-client';
export { api, newIdempotencyKey, session, stepUp } from './api';
export { cart, cartDrawer, useCart, useCartDrawer } from './cart';
export type { CartState } from './cart/cart';
export { MAX_QUANTITY } from './cart/lines';
export { defineRemote, type RemoteDescriptor, type RemoteModule, type RemotesManifest } from './contract';
export { within } from './deadline';
export { lazyPage, RemoteAttempt } from './lazy-page';
export { useOnline } from './online';
export { problemOf, sentenceOf, Told } from './problem';
export type { User } from './session/claims';
export { loginPath, RequireSession, safeNext, useSession } from './session/hooks';
export { type FactorMethod, factorsOf, type SecondStep } from './session/second-step';
export type { Demand } from './session/step-up';
export { createStore, type Store, useStore } from './store';
export { useTitle } from './title';
export * from './vendor';
