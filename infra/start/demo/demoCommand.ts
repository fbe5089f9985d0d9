import { resolve } from 'node:path';
import { shownFolder } from 'local-cloud';

/** How to play the demo against the runtime that serves a folder, as one types it into a shell. */
export function demoCommand(directory: string): string {
  if (directory === resolve('.local')) return 'npm run demo';
  const folder = shownFolder(directory);
  return `npm run demo -- --data ${/^[\w./-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`}`;
}
