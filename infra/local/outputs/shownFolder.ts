import { relative } from 'node:path';

/** Returns a folder as a person in the working directory names it. */
export function shownFolder(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path === '' ? '.' : path.startsWith('..') ? folder : path;
}
