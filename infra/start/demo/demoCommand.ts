import { resolve } from 'node:path';
import { shownFolder } from 'local-cloud';

/** Returns the shell command that plays the demo against the runtime of a folder. */
export function demoCommand(directory: string): string {
  if (directory === resolve('.local')) return 'npm run demo';
  const folder = shownFolder(directory);
  return `npm run demo -- --data ${/^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`}`;
}
