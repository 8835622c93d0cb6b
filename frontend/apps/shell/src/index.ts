// Module Federation needs an asynchronous boundary before the first shared import.
if (process.env.NODE_ENV !== 'production') await import('./dev-refresh');
await import('./bootstrap');

export {};
