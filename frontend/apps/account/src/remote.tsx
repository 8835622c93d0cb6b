import { defineRemote, lazyPage } from '@shopmesh/sdk';

export default defineRemote({
  contract: 1,
  name: 'account',
  routes: [
    { path: 'login', element: lazyPage(() => import('./routes/login').then((module) => module.LoginPage)) },
    { path: 'register', element: lazyPage(() => import('./routes/register').then((module) => module.RegisterPage)) },
    { path: 'profile', element: lazyPage(() => import('./routes/profile').then((module) => module.ProfilePage)) },
  ],
});
