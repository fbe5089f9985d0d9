import { effort } from 'local-cloud/testing/effort';
import { defineConfig } from 'vitest/config';
import { runEnvironment } from './test/setup/runFolder.ts';

const flows = 'test/**/*.flow.test.ts';
const infra = 'test/infra/**/*.test.ts';
const globalSetup = ['test/setup/synthesize.ts'];

export default defineConfig({
  test: {
    env: runEnvironment(),
    setupFiles: ['test/setup/seed.ts'],
    // Two cores are the reference machine. Stories wait for servers, so a third worker has time to run.
    maxWorkers: 3,
    pool: 'forks',
    // Files of a worker share their modules, whose import costs more than most tests, and so what they start.
    isolate: false,
    testTimeout: 120_000 * effort,
    hookTimeout: 180_000,
    reporters: ['default', './test/reporters/ClosingLine.ts'],
    projects: [
      // Stories through a running Heliograph.
      {
        extends: true,
        test: { name: 'flow', include: [flows], globalSetup: [...globalSetup, 'test/setup/synthesizePasskeys.ts'] },
      },
      // What is deployed.
      { extends: true, test: { name: 'infra', include: [infra], globalSetup } },
      // The local cloud by itself.
      { extends: true, test: { name: 'local', include: ['infra/local/test/**/*.test.ts'] } },
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [flows, infra] } },
    ],
  },
});
