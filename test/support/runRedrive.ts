import { execFile } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../infra/redrive/main.ts');

/** Runs `npm run redrive` against the local runtime of the folder. Returns its exit code and what it printed. */
export function runRedrive(
  directory: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly printed: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...args, '--data', directory], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: `${stdout}${stderr}` });
    });
  });
}
