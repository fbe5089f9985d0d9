import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Creates a folder for a test, with a name that begins with `name`.
 * The caller removes it, unless the test run sets `TEST_FOLDERS` to a folder that it removes itself.
 */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(process.env.TEST_FOLDERS ?? tmpdir(), `${name}-`));
}
