import { defineRemote, lazyPage } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'catalog',
  routes: [
    { index: true, element: lazyPage(() => import('./routes/home').then((module) => module.HomePage)) },
    { path: 'products', element: lazyPage(() => import('./routes/products').then((module) => module.ProductsPage)) },
    { path: 'products/:id', element: lazyPage(() => import('./routes/product').then((module) => module.ProductPage)) },
  ],
});
