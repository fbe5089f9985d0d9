import { stop } from 'esbuild';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';

/** Synthesizes the assembly before tests start, or two workers would both do it. */
export async function setup(): Promise<void> {
  await synthesizeCached(temporaryFolder('synthesized'));
  // Its process would outlive the tests.
  await stop();
}
