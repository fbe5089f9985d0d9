import { effort, seed } from 'local-cloud/testing/effort';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { leftovers } from '../setup/runFolder.ts';
import { unusedGrantsOfRun } from '../setup/unusedGrants.ts';

/**
 * Opens the run with its seed, and closes it with one line: `N passed, N failed`, and the number of skipped ones.
 * Files that do not load, failed hooks, errors outside any test, leftovers, and grants that no story uses count as
 * failed.
 */
export default class ClosingLine implements Reporter {
  onTestRunStart(): void {
    process.stdout.write(` Random draws: TEST_SEED=${seed} TEST_EFFORT=${effort}\n`);
  }

  async onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): Promise<void> {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    for (const leftover of await leftovers()) {
      counts.failed += 1;
      process.exitCode = 1;
      process.stdout.write(`Left behind ${leftover}\n`);
    }
    // After a failure, what the rest of a story would have used shows as unused.
    if (counts.failed === 0) {
      for (const unused of unusedGrantsOfRun(modules.map(({ moduleId }) => moduleId))) {
        counts.failed += 1;
        process.exitCode = 1;
        process.stdout.write(`${unused}\n`);
      }
    }
    const { passed, failed, skipped, pending } = counts;
    const notRun = skipped + pending;
    process.stdout.write(`${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} skipped` : ''}\n`);
  }
}
