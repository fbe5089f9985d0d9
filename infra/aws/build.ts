import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { mergeSchema } from '../../schema/mergeSchema.ts';
import { bundleFunctions } from './build/bundleFunctions.ts';
import { bundleResolvers } from './build/bundleResolvers.ts';
import { checkWiring } from './checkWiring.ts';
import { HeliographStack } from './HeliographStack.ts';

/**
 * Bundles resolvers and functions and synthesizes the stack into `outputFolder`, a cloud assembly that both `cdk deploy --app` and the local
 * runtime take. Answers the folder. Rejects where schema, registry and resolvers do not fit together, or a bundle cannot be made.
 */
export async function synthesize(outputFolder: string): Promise<string> {
  const schema = mergeSchema();
  const resolvers = join(import.meta.dirname, '../../resolvers');
  await checkWiring(schema, resolvers);
  // A folder of its own: two runs at once must not read each other's half-written bundles.
  const build = await mkdtemp(join(tmpdir(), 'heliograph-build-'));
  try {
    await Promise.all([
      writeFile(join(build, 'schema.graphql'), schema),
      bundleResolvers(resolvers, join(build, 'resolvers')),
      bundleFunctions(join(build, 'functions')),
    ]);
    // cdk.json is read here too, for those who run without the CDK command; what the command line gives wins.
    const { context } = JSON.parse(await readFile(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
    const app = new App({ outdir: outputFolder, analyticsReporting: false, context });
    new HeliographStack(app, 'Heliograph', {
      build,
      description: 'Heliograph: notifications over AppSync, with step-up authentication and live delivery status',
    });
    return app.synth().directory;
  } finally {
    await rm(build, { recursive: true, force: true });
  }
}
