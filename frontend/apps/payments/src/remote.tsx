import { defineRemote, lazyPage } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'payments',
  routes: [
    {
      path: 'payments',
      element: lazyPage(() => import('./routes/frame').then((module) => module.PaymentsFrame)),
      children: [
        { index: true, element: lazyPage(() => import('./routes/payments').then((module) => module.PaymentsPage)) },
        {
          path: 'new',
          element: lazyPage(() => import('./routes/new-request').then((module) => module.NewRequestPage)),
        },
        { path: 'reports', element: lazyPage(() => import('./routes/reports').then((module) => module.ReportsPage)) },
        { path: 'refunds', element: lazyPage(() => import('./routes/refunds').then((module) => module.RefundsPage)) },
        { path: 'ledger', element: lazyPage(() => import('./routes/ledger').then((module) => module.LedgerPage)) },
        { path: ':id', element: lazyPage(() => import('./routes/payment').then((module) => module.PaymentPage)) },
        { path: ':id/pay', element: lazyPage(() => import('./routes/pay').then((module) => module.PayPage)) },
      ],
    },
  ],
});
