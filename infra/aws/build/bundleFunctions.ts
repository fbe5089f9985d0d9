import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const functionsFolder = join(import.meta.dirname, '../../../functions');

/** Every folder of `functions/` with a `handler.ts` is a Lambda function, named as the folder. */
export function functionNames(): readonly string[] {
  return readdirSync(functionsFolder).filter((name) => existsSync(join(functionsFolder, name, 'handler.ts')));
}

/**
 * Bundles each function into `<outputFolder>/<name>/index.mjs`, the AWS SDK included: the runtime's own copy changes under a deployed function,
 * and a bundle that carries only the used clients starts faster.
 */
export async function bundleFunctions(outputFolder: string): Promise<void> {
  await build({
    entryPoints: functionNames().map((name) => ({
      in: join(functionsFolder, name, 'handler.ts'),
      out: join(name, 'index'),
    })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    legalComments: 'none',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // A function's credentials come from its environment; the chain's other providers are loaded on demand and never are.
    external: [
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-ini',
      '@aws-sdk/credential-provider-login',
      '@aws-sdk/credential-provider-process',
      '@aws-sdk/credential-provider-sso',
      '@aws-sdk/credential-provider-web-identity',
      '@smithy/credential-provider-imds',
    ],
    // Some CommonJS dependencies of the SDK call require at run time, which an ES module does not have.
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
    logLevel: 'warning',
  });
}
