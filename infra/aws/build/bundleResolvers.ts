import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** A resolver's file is named for its field, such as `Mutation.publish`. */
const coordinate = /^\w+\.\w+$/;

/**
 * Bundles every resolver (`<folder>/<Type>.<field>.ts`) and pipeline step (`<folder>/steps/*.ts`) into one `.js` file each under `output`, with the options
 * that the AppSync developer guide gives ("Bundling, TypeScript, and source maps"). Returns the paths of the files. Rejects where esbuild fails.
 */
export async function bundleResolvers(folder: string, output: string): Promise<string[]> {
  const resolvers = (await typeScriptIn(folder)).filter((path) => coordinate.test(basename(path, '.ts')));
  const sources = [...resolvers, ...(await typeScriptIn(join(folder, 'steps')))];
  if (sources.length === 0) return [];
  await build({
    entryPoints: sources.map((source) => resolve(source)),
    outdir: resolve(output),
    outbase: resolve(folder),
    bundle: true,
    target: 'esnext',
    platform: 'node',
    format: 'esm',
    external: ['@aws-appsync/utils'],
    // The path of the checkout would make bundles differ between machines; a map counts towards AppSync's limit.
    absWorkingDir: resolve(folder),
    sourcemap: false,
    logLevel: 'warning',
  });
  return sources.map((source) => join(output, relative(folder, source).replace(/\.ts$/, '.js')));
}

async function typeScriptIn(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.test.ts'))
    .toSorted()
    .map((name) => join(folder, name));
}
