import { relative } from 'node:path';

/** A folder as a person in the working directory would name it. */
export function shownFolder(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path === '' ? '.' : path.startsWith('..') ? folder : path;
}
