import { chmodSync, closeSync, openSync } from 'node:fs';

/**
 * Gives a file, which is made if absent, to its owner alone.
 * SQLite gives the files beside a database the same mode.
 */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
