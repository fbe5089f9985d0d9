import { readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { type BundleBudget, refuseLargeBundles } from './refuseLargeBundles.ts';

/** A resolver's file is named for its field, such as `Mutation.publish`. */
const coordinate = /^\w+\.\w+$/;

/** A byte is a character: esbuild escapes what is not ASCII. */
const budget: BundleBudget = {
  bytes: 24_000,
  advice:
    'AppSync takes code of at most 32,768 characters (AWS General Reference, "AWS AppSync endpoints and quotas"). ' +
    'Divide it into steps, or import less.',
};

/**
 * Bundles every resolver (`<folder>/<Type>.<field>.ts`) and pipeline step (`<folder>/steps/*.ts`) into one `.js` file
 * each under `output`, with the options of the AppSync Developer Guide ("Bundling, TypeScript, and source maps").
 * Returns the paths of the files. Rejects if esbuild fails or if a bundle has more than 24,000 characters.
 *
 * Comments go, except the path of each module. Names and lines stay, so that the console and the
 * `code.js:<line>:<column>` of a log are readable. esbuild's shorter syntax needs the comma operator, which AppSync's
 * guide does not name.
 */
export async function bundleResolvers(folder: string, output: string): Promise<string[]> {
  const resolvers = (await typeScriptIn(folder)).filter((path) => coordinate.test(basename(path, '.ts')));
  const sources = [...resolvers, ...(await typeScriptIn(join(folder, 'steps')))];
  if (sources.length === 0) return [];
  const { metafile } = await build({
    entryPoints: sources.map((source) => resolve(source)),
    outdir: resolve(output),
    outbase: resolve(folder),
    bundle: true,
    target: 'esnext',
    platform: 'node',
    format: 'esm',
    external: ['@aws-appsync/utils'],
    // `#language` of package.json.
    conditions: ['appsync'],
    // The path of the checkout would make bundles differ between machines; a map counts towards AppSync's limit.
    absWorkingDir: resolve(folder),
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  refuseLargeBundles(metafile, budget);
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
