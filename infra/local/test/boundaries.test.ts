import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const workspace = join(import.meta.dirname, '..');

/** What a folder may import by path besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  shared: ['platform'],
  assembly: ['platform', 'shared'],
  front: ['platform', 'shared'],
};

/** Services reach each other through `platform.aws` alone. */
const service = ['platform', 'shared'];
/** These join the parts and may import any. */
const joining = new Set(['cli', 'outputs', 'testing']);

const files = globSync('*/**/*.ts', { cwd: workspace, exclude: ['test/**', 'node_modules/**'] });
const folders = [...new Set(files.map(folderOf))].filter((folder) => !joining.has(folder)).sort();

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Returns the paths, from the workspace, that a file imports. */
function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(workspace, file), 'utf8');
  const paths = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) => path);
  return paths.map((path) => relative(workspace, join(workspace, dirname(file), path)));
}

describe('siblings know nothing of each other', () => {
  it('finds the folders and imports that it judges', () => {
    expect(folders).toContain('dynamodb');
    expect(importsOf('sns/MessageSigner.ts')).toContain('shared/der.ts');
  });

  it.each(folders)('%s imports only itself and what it may', (folder) => {
    const permitted = [folder, ...(allowed[folder] ?? service)];
    const others = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) => importsOf(file).map((path) => ({ file, path })))
      .filter(({ path }) => !permitted.includes(folderOf(path)));
    expect(others).toEqual([]);
  });
});
