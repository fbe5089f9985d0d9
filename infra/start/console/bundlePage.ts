import { join } from 'node:path';

/** The page's script, with AWS Amplify in it, as one ES module for browsers. Takes about a second; rejects where esbuild fails. */
export async function bundlePage(): Promise<string> {
  // Only here: the runtime starts without it.
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
