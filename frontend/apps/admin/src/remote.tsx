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
