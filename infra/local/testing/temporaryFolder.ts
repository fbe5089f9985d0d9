import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Creates a folder for a test, its name beginning with `name`. A test run that sets `TEST_FOLDERS` to a folder of its own
 * gets it there and removes it at its end; otherwise it is the caller's to remove.
 */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(process.env.TEST_FOLDERS ?? tmpdir(), `${name}-`));
}
