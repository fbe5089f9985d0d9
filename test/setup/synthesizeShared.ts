import { stop } from 'esbuild';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { sharedContexts } from '../support/sharedContexts.ts';

/** Synthesizes the assemblies of the runtimes that stories share before they start, or each worker would. */
export async function setup(): Promise<void> {
  const given = process.env.CDK_CONTEXT_JSON;
  for (const context of Object.values(sharedContexts)) {
    // As `npm start` does with `--context`.
    process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(given ?? '{}'), ...context });
    await synthesizeCached(temporaryFolder('synthesized'));
  }
  if (given === undefined) delete process.env.CDK_CONTEXT_JSON;
  else process.env.CDK_CONTEXT_JSON = given;
  // Its process would outlive the tests.
  await stop();
}
