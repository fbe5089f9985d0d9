import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { lambdaParts } from './lambdaParts.ts';
import { onlyUsedSchemas } from './onlyUsedSchemas.ts';
import { type BundleBudget, refuseLargeBundles } from './refuseLargeBundles.ts';

const functionsFolder = join(import.meta.dirname, '../../../functions');

/** Returns name → file. `functions/<capability>/<name>.handler.ts` is the entry of the Lambda function `<name>`. */
export function functionEntries(): ReadonlyMap<string, string> {
  const files = globSync('*/*.handler.ts', { cwd: functionsFolder }).toSorted();
  return new Map(files.map((file) => [basename(file, '.handler.ts'), join(functionsFolder, file)]));
}

const budget: BundleBudget = {
  bytes: 250_000,
  advice:
    'Smaller functions start faster (Lambda Developer Guide, "Best practices for working with AWS Lambda functions"). ' +
    'Do less in one function, with fewer clients of the SDK.',
};

/**
 * Bundles each function into `<outputFolder>/<name>/index.mjs`, the AWS SDK included.
 * The runtime's own copy changes under a deployed function, and a bundle with only the used clients starts faster.
 * Rejects if esbuild fails or if a bundle has more than 250,000 bytes.
 * @param entries Name → file. @default functionEntries()
 */
export async function bundleFunctions(outputFolder: string, entries = functionEntries()): Promise<void> {
  const { metafile } = await build({
    entryPoints: [...entries].map(([name, file]) => ({ in: file, out: join(name, 'index') })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [versionsAlone, onlyUsedSchemas(functionsFolder), lambdaParts],
    // The SDK loads it on demand, for operations that stream events. No function uses one.
    external: ['@smithy/core/event-streams'],
    logLevel: 'warning',
    metafile: true,
  });
  refuseLargeBundles(metafile, budget);
}

/** Bundles only the version of a client's package.json. The whole file is larger than some functions' own code. */
const versionsAlone: Plugin = {
  name: 'versions-alone',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[a-z-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
