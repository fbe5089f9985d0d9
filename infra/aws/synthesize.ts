import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundle } from './build/bundle.ts';
import { HeliographStack } from './HeliographStack.ts';
import type { Bundles } from './shared/Bundles.ts';

export interface SynthesisOptions {
  /** Settings instead of those of `cdk.json`. What the CDK command gives wins. @default - none */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Whether to write what only deploying and debugging need, and validate the templates: two thirds of the time.
   * @default true
   */
  readonly complete?: boolean;
}

/**
 * Synthesizes the stacks and their bundles into `outputFolder`, for `cdk deploy --app` and the local runtime.
 * Returns the folder. Rejects as `bundle` does, and if a setting is wrong.
 */
export async function synthesize(outputFolder: string, options: SynthesisOptions = {}): Promise<string> {
  // A folder of its own: two runs at once must not read each other's half-written bundles.
  const folder = await mkdtemp(join(tmpdir(), 'heliograph-build-'));
  try {
    const app = createApp(await bundle(folder), outputFolder, options);
    return app.synth().directory;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the CDK app with all stacks, which synthesizes into `outdir`. Throws where a setting is wrong. */
export function createApp(bundles: Bundles, outdir: string, { context, complete = true }: SynthesisOptions = {}): App {
  // The CDK command reads cdk.json too; others do not.
  const settings = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
  const app = new App({
    outdir,
    analyticsReporting: false,
    context: { ...settings.context, ...context },
    ...(complete ? {} : { stackTraces: false, treeMetadata: false, builtinCloudFormationValidation: false }),
  });
  new HeliographStack(app, 'Heliograph', {
    bundles,
    description: 'Heliograph: notifications over AppSync, with step-up authentication and live delivery status',
  });
  return app;
}
