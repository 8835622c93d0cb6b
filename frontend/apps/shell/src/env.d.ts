declare const __DEV_REMOTES__: Record<string, string>;
declare module 'react-refresh/runtime';
