import { defineConfig } from 'vitest/config';
import { runEnvironment } from './test/setup/runFolder.ts';

const flows = 'test/**/*.flow.test.ts';

export default defineConfig({
  test: {
    env: runEnvironment(),
    setupFiles: ['test/setup/repeatableProperties.ts'],
    // Two cores are the reference machine. Stories wait for servers, so a third worker has time to run.
    maxWorkers: 3,
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/reporters/ClosingLine.ts'],
    projects: [
      // Stories through a running Heliograph.
      { extends: true, test: { name: 'flow', include: [flows], isolate: false } },
      // The local cloud by itself.
      { extends: true, test: { name: 'local', include: ['infra/local/test/**/*.test.ts'], isolate: false } },
      // Files of a worker share their modules: most of their time is importing them.
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [flows], isolate: false } },
    ],
  },
});
