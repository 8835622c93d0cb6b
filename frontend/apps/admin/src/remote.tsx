import { defineRemote, lazyPage } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'admin',
  routes: [
    {
      path: 'admin',
      element: lazyPage(() => import('./routes/frame').then((module) => module.AdminFrame)),
      children: [
        { index: true, element: lazyPage(() => import('./routes/overview').then((module) => module.OverviewPage)) },
        { path: 'users', element: lazyPage(() => import('./routes/users').then((module) => module.UsersPage)) },
        { path: 'users/:id', element: lazyPage(() => import('./routes/user').then((module) => module.UserPage)) },
        { path: 'orders', element: lazyPage(() => import('./routes/orders').then((module) => module.OrdersPage)) },
        { path: 'orders/:id', element: lazyPage(() => import('./routes/order').then((module) => module.OrderPage)) },
        {
          path: 'products',
          element: lazyPage(() => import('./routes/products').then((module) => module.ProductsPage)),
        },
        {
          path: 'products/new',
          element: lazyPage(() => import('./routes/new-product').then((module) => module.NewProductPage)),
        },
        {
          path: 'products/:id',
          element: lazyPage(() => import('./routes/product').then((module) => module.ProductPage)),
        },
        { path: 'stock', element: lazyPage(() => import('./routes/stock').then((module) => module.StockPage)) },
        {
          path: 'stock/:id',
          element: lazyPage(() => import('./routes/product-stock').then((module) => module.ProductStockPage)),
        },
        { path: 'imports', element: lazyPage(() => import('./routes/imports').then((module) => module.ImportsPage)) },
        { path: 'imports/:id', element: lazyPage(() => import('./routes/import').then((module) => module.ImportPage)) },
        {
          path: 'categories',
          element: lazyPage(() => import('./routes/categories').then((module) => module.CategoriesPage)),
        },
        { path: 'reviews', element: lazyPage(() => import('./routes/reviews').then((module) => module.ReviewsPage)) },
        { path: 'search', element: lazyPage(() => import('./routes/search').then((module) => module.SearchPage)) },
        { path: 'sagas', element: lazyPage(() => import('./routes/sagas').then((module) => module.SagasPage)) },
        { path: 'books', element: lazyPage(() => import('./routes/books').then((module) => module.BooksPage)) },
        { path: 'events', element: lazyPage(() => import('./routes/events').then((module) => module.EventsPage)) },
        {
          path: 'organisations',
          element: lazyPage(() => import('./routes/organisations').then((module) => module.OrganisationsPage)),
        },
        { path: 'audit', element: lazyPage(() => import('./routes/audit').then((module) => module.AuditPage)) },
        { path: 'keys', element: lazyPage(() => import('./routes/keys').then((module) => module.KeysPage)) },
        {
          path: 'configuration',
          element: lazyPage(() => import('./routes/configuration').then((module) => module.ConfigurationPage)),
        },
      ],
    },
  ],
});
