import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { mergeSchema } from '../../schema/mergeSchema.ts';
import { bundleFunctions } from './build/bundleFunctions.ts';
import { bundleResolvers } from './build/bundleResolvers.ts';
import { checkWiring } from './checkWiring.ts';
import { HeliographStack } from './HeliographStack.ts';
import { Bundles } from './shared/Bundles.ts';

/**
 * Bundles resolvers and functions and synthesizes the stacks into `outputFolder`: a cloud assembly for `cdk deploy
 * --app` and the local runtime. Returns the folder. Rejects where schema, pipelines and resolvers do not fit together,
 * or a bundle cannot be made.
 */
export async function synthesize(outputFolder: string): Promise<string> {
  const schema = mergeSchema();
  const resolvers = join(import.meta.dirname, '../../resolvers');
  await checkWiring(schema, resolvers);
  // A folder of its own: two runs at once must not read each other's half-written bundles.
  const build = await mkdtemp(join(tmpdir(), 'heliograph-build-'));
  try {
    const bundles = new Bundles(build);
    await Promise.all([
      writeFile(bundles.schema, schema),
      bundleResolvers(resolvers, bundles.resolvers),
      bundleFunctions(bundles.functions),
    ]);
    // cdk.json is read here too, for those who run without the CDK command; what the command line gives wins.
    const { context } = JSON.parse(await readFile(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
    const app = new App({ outdir: outputFolder, analyticsReporting: false, context });
    new HeliographStack(app, 'Heliograph', {
      bundles,
      description: 'Heliograph: notifications over AppSync, with step-up authentication and live delivery status',
    });
    return app.synth().directory;
  } finally {
    await rm(build, { recursive: true, force: true });
  }
}
