import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file's content at once, so that no reader sees half of it. Only the owner may read it. */
export function writeFileAtomically(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: 0o600 });
  renameSync(temporary, path);
}
