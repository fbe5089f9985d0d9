import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '../..');

/** Files of a folder below the project, by their path from there. */
function filesOf(folder: string, pattern = '**/*.ts'): readonly string[] {
  return globSync(`${folder}/${pattern}`, { cwd: project });
}

/** What a file imports by path, from the project's folder. */
function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(project, file), 'utf8');
  const paths = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) => path);
  return paths.map((path) => relative(project, join(project, dirname(file), path)));
}

function importsOutside(folder: string, ...allowed: readonly string[]): readonly string[] {
  const permitted = [folder, ...allowed].map((name) => `${name}/`);
  return filesOf(folder).flatMap((file) =>
    importsOf(file)
      .filter((path) => !permitted.some((prefix) => path.startsWith(prefix)))
      .map((path) => `${file} imports ${path}`),
  );
}

it('finds the imports that it judges', () => {
  expect(importsOf('resolvers/Mutation.publish.ts')).toContain('resolvers/shared/callerOf.ts');
});

it.each([
  ['infra/local', []],
  ['functions/rules', ['schema/generated']],
  ['functions', ['schema/generated']],
  ['resolvers', ['functions', 'schema/generated']],
  ['client', []],
])('%s imports nothing from outside but %j', (folder, allowed) => {
  expect(importsOutside(folder, ...allowed)).toEqual([]);
});

it.each([
  ['the stash', /ctx\.stash\b/, 'resolvers/shared/stash.ts'],
  ['the environment', /ctx\.env\b/, 'resolvers/shared/envOf.ts'],
])('resolvers reach %s through one typed module alone', (_, reach, module) => {
  const reaching = filesOf('resolvers').filter((file) => reach.test(readFileSync(join(project, file), 'utf8')));
  expect(reaching).toEqual([module]);
});

it('no resolver asks what is selected: a field under an alias is listed as the alias alone', () => {
  const asking = (file: string) => /selectionSet(List|GraphQL)/.test(readFileSync(join(project, file), 'utf8'));
  expect(filesOf('resolvers').filter(asking)).toEqual([]);
});

it('the local cloud does not know Heliograph', () => {
  const files = filesOf('infra/local', '**/*.{ts,md,json,yaml,graphql,js,mjs}').filter(
    (file) => !file.includes('node_modules'),
  );
  expect(files.length).toBeGreaterThan(400);
  expect(files.filter((file) => /heliograph/i.test(readFileSync(join(project, file), 'utf8')))).toEqual([]);
});

it('functions/ has a folder for each capability, at most 16', () => {
  const folders = new Set(filesOf('functions').map((file) => file.split('/')[1]));
  expect(folders.size).toBeLessThanOrEqual(16);
});
