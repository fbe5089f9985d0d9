import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivateFile } from './makePrivateFile.ts';

/**
 * Makes this process the only runtime on `directory`, until it ends or the returned function is called.
 * The lock is SQLite's own on a file, which the system frees when its holder dies, so it is never stale.
 * @throws an Error with the process id of another runtime
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const processFile = join(directory, 'lock.pid');
  const lockFile = join(directory, 'lock.sqlite');
  makePrivateFile(lockFile);
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new Error(
      `Another local runtime${holder(processFile)} is using ${directory}. Stop it, or choose another directory with --data.`,
      { cause },
    );
  }
  writeFileSync(processFile, String(process.pid), { mode: 0o600 });
  return () => lock.close();
}

/** https://sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function holder(processFile: string): string {
  try {
    return ` (process ${readFileSync(processFile, 'utf8')})`;
  } catch {
    return '';
  }
}
