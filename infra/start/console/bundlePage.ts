import { join } from 'node:path';

/** Returns the page's script, with AWS Amplify in it, as one ES module for browsers. Rejects if esbuild fails. */
export async function bundlePage(): Promise<string> {
  // Imported only here, so that the runtime starts without it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { global: 'globalThis' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
