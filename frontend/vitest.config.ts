import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  define: { __DEV_REMOTES__: '{}' },
  test: {
    environment: 'jsdom',
    // A context of its own for each file, but jsdom is loaded once in a worker and not once in a file: a third of the CPU.
    pool: 'vmThreads',
    include: ['{apps,packages}/**/*.test.{ts,tsx}'],
    setupFiles: ['testing/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 10_000,
    expect: { poll: { timeout: 5_000 } }, // as asyncUtilTimeout in testing/setup.ts
  },
});
