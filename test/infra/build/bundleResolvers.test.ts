import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkResolverBundle } from 'local-cloud/appsync';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeEach, expect, test } from 'vitest';
import { bundleResolvers } from '../../../infra/aws/build/bundleResolvers.ts';

let folder = '';

beforeEach(() => {
  folder = temporaryFolder('bundle-resolvers');
});

test('every resolver and step becomes one file that AppSync accepts, with what it shares inside', async () => {
  await mkdir(join(folder, 'resolvers', 'steps'), { recursive: true });
  await mkdir(join(folder, 'resolvers', 'shared'));
  await writeFile(join(folder, 'resolvers', 'shared', 'keyOf.ts'), 'export const keyOf = (id: string) => ({ id });');
  const source = (path: string) => `
    import type { Context } from '@aws-appsync/utils';
    import { get } from '@aws-appsync/utils/dynamodb';
    import { keyOf } from '${path}shared/keyOf.ts';
    export const request = (ctx: Context) => get({ key: keyOf(ctx.args.id) });
    export const response = (ctx: Context) => ctx.result;
  `;
  await writeFile(join(folder, 'resolvers', 'Query.post.ts'), source('./'));
  await writeFile(join(folder, 'resolvers', 'steps', 'readPost.ts'), source('../'));

  const files = await bundleResolvers(join(folder, 'resolvers'), join(folder, 'out'));

  expect(files).toEqual([join(folder, 'out', 'Query.post.js'), join(folder, 'out', 'steps', 'readPost.js')]);
  for (const file of files) {
    const code = await readFile(file, 'utf8');
    expect(checkResolverBundle(code, file)).toEqual([]);
    expect(code).toMatch(/from ['"]@aws-appsync\/utils\/dynamodb['"]/);
    expect(code).toContain('keyOf');
    expect(code).not.toContain(folder);
    expect(code).not.toContain('sourceMappingURL');
  }
});

test('a folder without resolvers comes to nothing', async () => {
  expect(await bundleResolvers(join(folder, 'none'), join(folder, 'out'))).toEqual([]);
});

test('a source that does not compile rejects', async () => {
  await writeFile(join(folder, 'Query.a.ts'), 'export function (');
  await expect(bundleResolvers(folder, join(folder, 'out'))).rejects.toThrow(/Query\.a\.ts/);
});

test('a bundle above the budget rejects, with its size and AppSync’s limit', async () => {
  const source = (characters: number) =>
    `export const request = () => '${'x'.repeat(characters)}'; export const response = () => null;`;
  await writeFile(join(folder, 'Query.large.ts'), source(25_000));
  await writeFile(join(folder, 'Query.larger.ts'), source(26_000));
  await writeFile(join(folder, 'Query.small.ts'), source(20_000));
  await expect(bundleResolvers(folder, join(folder, 'out'))).rejects.toThrow(
    /^Bundles are larger than 24000 bytes: Query\.larger\.ts \(26\d\d\d\), Query\.large\.ts \(25\d\d\d\)\. .*32,768 characters/,
  );
});
