import { defineConfig } from 'vitest/config';

/** The tests that hold the engine, without a database: what tools/mutate.mjs runs against each mutant. */
export default defineConfig({
  test: {
    include: ['src/engine/**/*.test.ts', 'test/methods/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 600_000,
  },
});
