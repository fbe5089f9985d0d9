/** `npm run baseline`: writes down the resources that must stay what they are. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { statefulResources } from '../../infra/preflight/statefulResources.ts';
import { untold } from './appWith.ts';

const folder = await mkdtemp(join(tmpdir(), 'baseline-'));
try {
  const resources = await statefulResources(
    await synthesize(join(folder, 'cdk.out'), { complete: false, context: untold }),
  );
  const file = join(import.meta.dirname, 'stateful.baseline.json');
  await writeFile(file, `${JSON.stringify(resources, null, 2)}\n`);
  process.stdout.write(`${Object.keys(resources).length} resources are in ${file}.\n`);
} finally {
  await rm(folder, { recursive: true });
}
