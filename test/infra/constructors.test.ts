import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '../..');
const LONGEST = 60;

/** Returns the lines of each constructor, by its place. The formatter indents its end like its beginning. */
function constructorsOf(file: string): readonly { readonly place: string; readonly lines: number }[] {
  const source = readFileSync(join(project, file), 'utf8').split('\n');
  return source.flatMap((text, index) => {
    const [, indentation] = /^(\s*)constructor\(/.exec(text) ?? [];
    if (indentation === undefined) return [];
    const lines = source.slice(index).indexOf(`${indentation}}`) + 1;
    return [{ place: `${file}:${index + 1}`, lines }];
  });
}

it(`no constructor of the CDK app has more than ${LONGEST} lines`, () => {
  const constructors = globSync('infra/aws/**/*.ts', { cwd: project }).flatMap(constructorsOf);
  expect(constructors.length).toBeGreaterThan(40);
  expect(constructors.filter(({ lines }) => lines < 2 || lines > LONGEST)).toEqual([]);
});
