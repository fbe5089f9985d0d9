import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { bundle } from '../../infra/aws/build/bundle.ts';
import type { Bundles } from '../../infra/aws/shared/Bundles.ts';
import { createApp } from '../../infra/aws/synthesize.ts';

/** Made once: they are the same under all settings. */
let bundles: Promise<Bundles> | undefined;

/** The setting without which there is no `prod`. */
export const untold = { 'heliograph:alarmTopicArn': 'none' };

/**
 * Returns the CDK app of `heliograph-prod` under these settings, which synthesizes into a folder of its own. Rejects
 * where a setting is wrong.
 */
export async function appWith(context: Readonly<Record<string, unknown>>): Promise<App> {
  return createApp(await bundlesOnce(), join(temporaryFolder('app'), 'cdk.out'), {
    context: { ...untold, ...context },
    complete: false,
  });
}

/** Returns the code to deploy, which a worker bundles once. */
export function bundlesOnce(): Promise<Bundles> {
  bundles ??= bundle(temporaryFolder('bundles'));
  return bundles;
}
