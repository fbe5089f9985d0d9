import { stop } from 'esbuild';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { passkeyContext } from '../support/passkeyContext.ts';

/** Synthesizes the assembly of `passkeyRuntime` before the workers start, or each would. */
export async function setup(): Promise<void> {
  const { CDK_CONTEXT_JSON: given } = process.env;
  // As `npm start` does with `--context`.
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(given ?? '{}'), ...passkeyContext });
  await synthesizeCached(temporaryFolder('synthesized'));
  if (given === undefined) delete process.env.CDK_CONTEXT_JSON;
  else process.env.CDK_CONTEXT_JSON = given;
  // Its process would outlive the tests.
  await stop();
}
