import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

let url: URL | undefined;

/** The bootstrap without its types, as one `data:` URL: a worker that need not strip types itself starts in half the time. */
export function bootstrapUrl(): URL {
  if (url === undefined) {
    const source = readFileSync(new URL('./bootstrap.ts', import.meta.url), 'utf8');
    const { code } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node24', minifyWhitespace: true });
    url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  }
  return url;
}
