import { defineRemote, lazyPage, Navigate } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'account',
  routes: [
    { path: 'login', element: lazyPage(() => import('./routes/login').then((module) => module.LoginPage)) },
    { path: 'register', element: lazyPage(() => import('./routes/register').then((module) => module.RegisterPage)) },
    {
      path: 'verify-email',
      element: lazyPage(() => import('./routes/verify-email').then((module) => module.VerifyEmailPage)),
    },
    {
      path: 'forgot-password',
      element: lazyPage(() => import('./routes/forgot-password').then((module) => module.ForgotPasswordPage)),
    },
    {
      path: 'reset-password',
      element: lazyPage(() => import('./routes/reset-password').then((module) => module.ResetPasswordPage)),
    },
    {
      path: 'account/profile',
      element: lazyPage(() => import('./routes/profile').then((module) => module.ProfilePage)),
    },
    {
      path: 'account/security',
      element: lazyPage(() => import('./routes/security').then((module) => module.SecurityPage)),
    },
    {
      path: 'account/sessions',
      element: lazyPage(() => import('./routes/sessions').then((module) => module.SessionsPage)),
    },
    {
      path: 'account/preferences',
      element: lazyPage(() => import('./routes/preferences').then((module) => module.PreferencesPage)),
    },
    { path: 'account/data', element: lazyPage(() => import('./routes/data').then((module) => module.DataPage)) },
    { path: 'account', element: <Navigate to="/account/profile" replace /> },
    { path: 'profile', element: <Navigate to="/account/profile" replace /> },
  ],
});
