/**
 * `npm run check:resolvers`: bundles the resolvers as they are deployed, and checks their syntax and types as AppSync
 * does when it takes them. Prints each bundle's size and each finding as `file:line:column rule message`. Exits with 1
 * on findings. Folders or files given as arguments are checked instead of the project's bundles.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { checkResolverBundle, MAXIMUM_CODE_CHARACTERS, typeCheckBundles } from 'local-cloud/appsync';
import { bundleResolvers } from '../aws/build/bundleResolvers.ts';

const given = process.argv.slice(2);
if (given.length > 0) {
  await check(await filesIn(given));
} else {
  const folder = await mkdtemp(join(tmpdir(), 'resolvers-'));
  try {
    await check(await bundleResolvers(join(import.meta.dirname, '../../resolvers'), folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function check(files: readonly string[]): Promise<void> {
  const bundles = await Promise.all(
    files.map(async (path) => ({
      file: given.length > 0 ? path : basename(path),
      code: await readFile(path, 'utf8'),
    })),
  );
  const typeErrors = Map.groupBy(await typeCheckBundles(bundles), ({ file }) => file);
  let findings = 0;
  for (const { file, code } of bundles) {
    const percent = ((100 * code.length) / MAXIMUM_CODE_CHARACTERS).toFixed(1);
    process.stdout.write(`${file} ${code.length} of ${MAXIMUM_CODE_CHARACTERS} characters (${percent} %)\n`);
    for (const { line, column, rule, message } of [
      ...checkResolverBundle(code, file),
      ...(typeErrors.get(file) ?? []),
    ]) {
      findings += 1;
      process.stdout.write(`  ${file}:${line}:${column} ${rule} ${message}\n`);
    }
  }
  process.stdout.write(`${bundles.length} bundles, ${findings} findings\n`);
  if (findings > 0) process.exitCode = 1;
}

async function filesIn(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      files.push(path);
      continue;
    }
    const names = await readdir(path, { recursive: true });
    files.push(
      ...names
        .filter((name) => name.endsWith('.js'))
        .map((name) => join(path, name))
        .toSorted(),
    );
  }
  return files;
}
