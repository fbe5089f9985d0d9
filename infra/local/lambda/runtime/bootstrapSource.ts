import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

let source: string | undefined;

/**
 * Returns the bootstrap as JavaScript for a worker's `eval`. A worker that need not strip types starts in half the
 * time.
 */
export function bootstrapSource(): string {
  if (source === undefined) {
    const typed = readFileSync(new URL('./bootstrap.ts', import.meta.url), 'utf8');
    source = transformSync(typed, { loader: 'ts', format: 'esm', target: 'node24' }).code;
  }
  return source;
}
