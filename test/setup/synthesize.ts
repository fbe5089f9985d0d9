import { stop } from 'esbuild';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';

/** Synthesizes the assembly before tests start: two that start at once would each do it. */
export async function setup(): Promise<void> {
  await synthesizeCached(temporaryFolder('synthesized'));
  // Else its process outlives the tests.
  await stop();
}
