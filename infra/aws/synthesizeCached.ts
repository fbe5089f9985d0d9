import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const project = join(import.meta.dirname, '../..');
const cacheFolder = join(project, 'node_modules/.cache/heliograph');

const packed = join(project, 'infra/aws/dist/');

/** Everything that the assembly is made of; dependencies by their lockfile. */
const sources = [
  'schema',
  'resolvers',
  'functions',
  'infra/aws',
  'infra/redrive/places.ts',
  'cdk.json',
  'package-lock.json',
];

/** What the laptop has and a deployment has not unless asked. Tools read the schema from the running API. */
export const localContext = { 'heliograph:stage': 'dev', 'heliograph:introspection': true };

/** Assemblies of other sources are removed after this time. */
const KEPT_MILLISECONDS = 86_400_000;

/**
 * Synthesizes once for each state of the sources and copies the assembly into `outputFolder`, which it returns.
 * Deploying does not use it.
 */
export async function synthesizeCached(outputFolder: string): Promise<string> {
  const assembly = join(cacheFolder, await hashOfSources());
  if (!(await exists(assembly))) await fill(assembly);
  await cp(assembly, outputFolder, { recursive: true });
  return outputFolder;
}

/** Makes the assembly under another name first, since two starts at once make the same one. */
async function fill(assembly: string): Promise<void> {
  await forgetOld();
  const { synthesize } = await import('./synthesize.ts');
  const unfinished = `${assembly}.${randomUUID()}`;
  await mkdir(cacheFolder, { recursive: true });
  try {
    await synthesize(unfinished, { complete: false, context: localContext });
    await rename(unfinished, assembly);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(assembly))) throw error;
  }
}

async function forgetOld(): Promise<void> {
  if (!(await exists(cacheFolder))) return;
  for (const name of await readdir(cacheFolder)) {
    const path = join(cacheFolder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - KEPT_MILLISECONDS) await rm(path, { recursive: true, force: true });
  }
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256')
    .update(process.version)
    .update(process.env.CDK_CONTEXT_JSON ?? '{}');
  for (const path of (await Promise.all(sources.map((source) => filesIn(join(project, source))))).flat()) {
    hash.update(relative(project, path)).update('\0');
    hash.update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesIn(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // What `npm pack` writes is made of the rest.
  return files.filter((file) => !file.startsWith(packed)).toSorted();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
