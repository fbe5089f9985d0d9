import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mergeSchema } from '../../../schema/mergeSchema.ts';
import { checkWiring } from '../checkWiring.ts';
import { Bundles } from '../shared/Bundles.ts';
import { bundleFunctions } from './bundleFunctions.ts';
import { bundleResolvers } from './bundleResolvers.ts';

/**
 * Writes the schema and the bundles of resolvers and functions into `folder`, which must exist.
 * Rejects if schema, pipelines and resolvers do not fit together, or if a bundle cannot be made.
 */
export async function bundle(folder: string): Promise<Bundles> {
  const schema = mergeSchema();
  const resolvers = join(import.meta.dirname, '../../../resolvers');
  await checkWiring(schema, resolvers);
  const bundles = new Bundles(folder);
  await Promise.all([
    writeFile(bundles.schema, schema),
    bundleResolvers(resolvers, bundles.resolvers),
    bundleFunctions(bundles.functions),
  ]);
  return bundles;
}
