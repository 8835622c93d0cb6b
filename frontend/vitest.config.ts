import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  define: { __DEV_REMOTES__: '{}' },
  test: {
    environment: 'jsdom',
    include: ['{apps,packages}/**/*.test.{ts,tsx}'],
    setupFiles: ['testing/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 10_000,
    expect: { poll: { timeout: 5_000 } }, // as asyncUtilTimeout in testing/setup.ts
  },
});
