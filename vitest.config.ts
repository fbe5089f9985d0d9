import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'infra/local/test/**/*.test.ts'],
    setupFiles: ['test/setup/repeatableProperties.ts'],
    // Two cores are the reference machine: more workers only make real servers slower.
    maxWorkers: 2,
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/reporters/ClosingLine.ts'],
  },
});
