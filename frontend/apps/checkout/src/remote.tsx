import { defineRemote, lazyPage } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'checkout',
  routes: [
    { path: 'cart', element: lazyPage(() => import('./routes/cart').then((module) => module.CartPage)) },
    { path: 'checkout', element: lazyPage(() => import('./routes/checkout').then((module) => module.CheckoutPage)) },
    { path: 'orders', element: lazyPage(() => import('./routes/orders').then((module) => module.OrdersPage)) },
    { path: 'orders/:id', element: lazyPage(() => import('./routes/order').then((module) => module.OrderPage)) },
  ],
});
