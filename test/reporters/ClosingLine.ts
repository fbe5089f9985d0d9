import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Closes the run with one line to count by: `N passed, N failed`, and how many were skipped if any were. A file that could not be loaded, a hook
 * that failed and an error outside any test count as failed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
    }
    const { passed, failed, skipped, pending } = counts;
    const notRun = skipped + pending;
    process.stdout.write(`${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} skipped` : ''}\n`);
  }
}
