import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const functionsFolder = join(import.meta.dirname, '../../../functions');

/** Every `<name>.handler.ts` in a folder of `functions/` is the entry of the Lambda function `<name>`. Returns name → file. */
export function functionEntries(): ReadonlyMap<string, string> {
  const files = globSync('*/*.handler.ts', { cwd: functionsFolder }).toSorted();
  return new Map(files.map((file) => [basename(file, '.handler.ts'), join(functionsFolder, file)]));
}

/**
 * Bundles each function into `<outputFolder>/<name>/index.mjs`, the AWS SDK included: the runtime's own copy changes under a deployed function,
 * and a bundle that carries only the used clients starts faster.
 */
export async function bundleFunctions(outputFolder: string): Promise<void> {
  await build({
    entryPoints: [...functionEntries()].map(([name, file]) => ({ in: file, out: join(name, 'index') })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [versionsAlone, plainEndpointCache],
    // Loaded on demand, and never are: a function's credentials come from its environment, and no operation used here streams events.
    external: [
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-ini',
      '@aws-sdk/credential-provider-login',
      '@aws-sdk/credential-provider-process',
      '@aws-sdk/credential-provider-sso',
      '@aws-sdk/credential-provider-web-identity',
      '@smithy/core/event-streams',
      '@smithy/credential-provider-imds',
    ],
    // Some CommonJS dependencies of the SDK call require at run time, which an ES module does not have.
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
    logLevel: 'warning',
  });
}

/** A client of the SDK reads its version from its package.json, which would be bundled whole, twice the size of some functions' own code. */
const versionsAlone: Plugin = {
  name: 'versions-alone',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[a-z-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * The DynamoDB client makes a cache for endpoint discovery, which no table of this stack uses: a plain map stands in for the library of collections
 * that it would bring.
 */
const plainEndpointCache: Plugin = {
  name: 'plain-endpoint-cache',
  setup({ onLoad }) {
    onLoad({ filter: /mnemonist[\\/]lru-cache\.js$/ }, () => ({
      contents: 'module.exports = class extends Map { constructor() { super(); } };',
    }));
  },
};
